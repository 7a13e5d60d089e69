import { plainText } from '#text/plain-text.ts';
import { transcriptTime } from './customer-time.ts';
import { PAGE, type ReadTranscript, type TranscriptActivity } from './read-transcript.ts';
import { speakerOf } from './speaker.ts';

/** As much as a mail or a file should hold, in UTF-16 units. */
const LONGEST = 1024 * 1024;

/** Whose conversation it is. */
export interface TranscriptCustomer {
  name: string | undefined;
  userId: string;
  /** IANA name; times are in UTC without it. */
  timeZone?: string | undefined;
}

/**
 * Reads a conversation as a text file: who wrote what, and when. It leaves out anything that only agents may see.
 * @param readAfter reads its activities, with file addresses that the reader can open
 */
export async function transcriptText(
  readAfter: ReadTranscript,
  conversationId: string,
  customer: TranscriptCustomer,
): Promise<string> {
  const entries: string[] = [];
  let length = 0;
  for (let last = 0; ;) {
    const page = await readAfter(conversationId, last, PAGE);
    for (const { hidden, body } of page) {
      if (hidden) continue;
      const entry = entryOf(JSON.parse(body) as TranscriptActivity, customer);
      if (entry === undefined) continue;
      length += entry.length;
      if (length > LONGEST)
        return [...entries, 'The rest was left out because the conversation is too long.\n'].join('\n');
      entries.push(entry);
    }
    last = page.at(-1)?.seq ?? last;
    if (page.length < PAGE) return entries.join('\n');
  }
}

/** @returns undefined for activities that nobody reads, and for those not meant for the customer */
function entryOf(activity: TranscriptActivity, customer: TranscriptCustomer): string | undefined {
  const { type, text = '', textFormat = 'markdown', timestamp, from, attachments = [] } = activity;
  if (type !== 'message' || activity.channelData?.forAgents === true) return undefined;
  const isMarkdown = from?.role !== 'user' && textFormat === 'markdown';
  const files = attachments.flatMap(({ name, contentUrl }) =>
    contentUrl === undefined ? [] : [name === undefined ? contentUrl : `${name}: ${contentUrl}`],
  );
  const parts = [isMarkdown ? plainText(text) : text, ...files].filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  const { name = 'Customer', userId, timeZone } = customer;
  const who = speakerOf(activity, { name, userId, reference: '' });
  const when = timestamp === undefined ? '' : ` · ${transcriptTime(new Date(timestamp), timeZone)}`;
  return `${who}${when}\n${parts.join('\n')}\n`;
}
