/** An activity of a conversation as it is kept: what those who read transcripts need of it. */
export interface KeptActivity {
  type?: string;
  id?: string;
  text?: string;
  timestamp?: string;
  from?: { id?: string; name?: string; role?: string };
  attachments?: unknown[];
  /** Who said it, where that was an agent; what the bot's replies are. */
  channelData?: { agent?: { name: string }; reply?: { kind: string } };
}

/** Reads what was said after a place, in order. */
export type ReadTranscript = (
  conversationId: string,
  after: number,
  most: number,
) => Promise<{ seq: number; hidden: boolean; body: string }[]>;

/** Lines read at once. */
export const PAGE = 200;

/** All that was said in a conversation and that its sides can see, oldest first. */
export async function wholeTranscript(
  said: ReadTranscript,
  conversationId: string,
): Promise<{ seq: number; activity: KeptActivity }[]> {
  const all: { seq: number; activity: KeptActivity }[] = [];
  for (let after = 0; ;) {
    const page = await said(conversationId, after, PAGE);
    all.push(
      ...page
        .filter(({ hidden }) => !hidden)
        .map(({ seq, body }) => ({ seq, activity: JSON.parse(body) as KeptActivity })),
    );
    after = page.at(-1)?.seq ?? after;
    if (page.length < PAGE) return all;
  }
}
