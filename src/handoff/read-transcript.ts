/** A stored activity: the fields that readers of transcripts need. */
export interface TranscriptActivity {
  type?: string;
  id?: string;
  text?: string;
  textFormat?: string;
  timestamp?: string;
  from?: { id?: string; name?: string; role?: string };
  attachments?: { name?: string; contentUrl?: string; contentType?: string }[];
  /** The agent who sent it, or the kind of the bot's reply. */
  channelData?: { agent?: { name: string }; reply?: { kind: string }; forAgents?: true };
}

/**
 * Whether an activity must reach the chat's agent: it does if a customer wrote it, or if it is meant for agents only.
 */
export const isForAgent = ({ type, from, channelData }: TranscriptActivity): boolean =>
  type === 'message' && (from?.role === 'user' || channelData?.forAgents === true);

type Rows = { seq: number; hidden: boolean; body: string }[];

/** Reads the activities after a sequence number, in order. */
export type ReadTranscript = (conversationId: string, after: number, most: number) => Promise<Rows>;

/** Reads the last activities before a sequence number, in order. */
export type ReadNewest = (conversationId: string, before: number, most: number) => Promise<Rows>;

/** How many activities are read at a time. */
export const PAGE = 200;

/** As much as an agent who takes over can be expected to read, and as one request can carry. */
const MAX_LINES = 200;
const MAX_CHARACTERS = 256 * 1024;
const PAGE_BACK = 25;
/** Beyond every sequence number: the largest number that the column holds. */
export const END_OF_TRANSCRIPT = 2_147_483_647;

/** The newest part of a transcript. */
export interface RecentTranscript {
  lines: { seq: number; activity: TranscriptActivity }[];
  /** Whether older activities were left out. */
  isShortened: boolean;
}

/** Reads the newest visible activities of a conversation, oldest first, up to the limits above. */
export async function recentTranscript(
  newest: ReadNewest,
  conversationId: string,
): Promise<RecentTranscript> {
  const lines: RecentTranscript['lines'] = [];
  let characters = 0;
  for (let before = END_OF_TRANSCRIPT; ;) {
    const page = await newest(conversationId, before, PAGE_BACK);
    for (const { seq, hidden, body } of page.toReversed()) {
      if (hidden) continue;
      characters += body.length;
      if (lines.length === MAX_LINES || characters > MAX_CHARACTERS)
        return { lines: lines.toReversed(), isShortened: true };
      lines.push({ seq, activity: JSON.parse(body) as TranscriptActivity });
    }
    before = page[0]?.seq ?? before;
    if (page.length < PAGE_BACK) return { lines: lines.toReversed(), isShortened: false };
  }
}
