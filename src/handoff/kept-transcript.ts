/** An activity of a conversation as it is kept: what those who read transcripts need of it. */
export interface KeptActivity {
  type?: string;
  id?: string;
  text?: string;
  textFormat?: string;
  timestamp?: string;
  from?: { id?: string; name?: string; role?: string };
  attachments?: { name?: string; contentUrl?: string; contentType?: string }[];
  /** Who said it, where that was an agent; what the bot's replies are. */
  channelData?: { agent?: { name: string }; reply?: { kind: string }; forAgents?: true };
}

/** Whether the agent who has a chat is to be brought a line: the customers' words, and what is meant for agents alone. */
export const isForAgent = ({ type, from, channelData }: KeptActivity): boolean =>
  type === 'message' && (from?.role === 'user' || channelData?.forAgents === true);

type Rows = { seq: number; hidden: boolean; body: string }[];

/** Reads what was said after a place, in order. */
export type ReadTranscript = (conversationId: string, after: number, most: number) => Promise<Rows>;

/** Reads what was said last before a place, in order. */
export type ReadNewest = (conversationId: string, before: number, most: number) => Promise<Rows>;

/** Lines read at once. */
export const PAGE = 200;

/** What somebody who takes over a conversation can be expected to read, and to take in one request. */
const MOST_LINES = 200;
const MOST_CHARACTERS = 256 * 1024;
const PAGE_BACK = 25;
/** Beyond every place; the largest number that a place's column holds. */
const END = 2_147_483_647;

/** The newest of what was said. */
export interface RecentTranscript {
  lines: { seq: number; activity: KeptActivity }[];
  /** Something was said before that is left out. */
  isShortened: boolean;
}

/** The newest of what was said in a conversation and its sides can see, oldest first, at most as much as above. */
export async function recentTranscript(
  newest: ReadNewest,
  conversationId: string,
): Promise<RecentTranscript> {
  const lines: RecentTranscript['lines'] = [];
  let characters = 0;
  for (let before = END; ;) {
    const page = await newest(conversationId, before, PAGE_BACK);
    for (const { seq, hidden, body } of page.toReversed()) {
      if (hidden) continue;
      characters += body.length;
      if (lines.length === MOST_LINES || characters > MOST_CHARACTERS)
        return { lines: lines.toReversed(), isShortened: true };
      lines.push({ seq, activity: JSON.parse(body) as KeptActivity });
    }
    before = page[0]?.seq ?? before;
    if (page.length < PAGE_BACK) return { lines: lines.toReversed(), isShortened: false };
  }
}
