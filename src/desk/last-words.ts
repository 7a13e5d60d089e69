import type { TranscriptActivity } from '#handoff/read-transcript.ts';
import type { Transcript } from '#store/transcript.ts';
import { excerptOf } from '#text/excerpt.ts';

/** Reads the beginning of what each customer wrote last. @returns by conversation id */
export type ReadLastWords = (conversationIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** @param transcript where the activities are */
export const createReadLastWords =
  (transcript: Pick<Transcript, 'lastFromCustomers'>): ReadLastWords =>
  async (conversationIds) => {
    const bodies = await transcript.lastFromCustomers(conversationIds);
    return new Map(
      [...bodies].flatMap(([id, body]) => {
        const words = wordsOf(body);
        return words === '' ? [] : [[id, words]];
      }),
    );
  };

/** What the customer wrote, the label of the button that they pressed, or the name of the file that they sent. */
function wordsOf(body: string): string {
  const { text, attachments, channelData } = JSON.parse(body) as TranscriptActivity & {
    channelData?: { displayText?: unknown };
  };
  const label = channelData?.displayText;
  return excerptOf(typeof label === 'string' ? label : text || (attachments?.[0]?.name ?? ''));
}
