import type { TranscriptActivity } from '#handoff/read-transcript.ts';
import type { Transcript } from '#store/transcript.ts';
import { excerptOf } from '#text/excerpt.ts';

/** An activity, with the label of the button if the customer pressed one. */
type CustomerActivity = TranscriptActivity & { channelData?: { displayText?: unknown } };

/** Reads the beginning of each customer's last message. @returns by conversation id */
export type ReadLastWords = (conversationIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/**
 * @param transcript where the activities are stored
 * @param request what the button that asks for a person says: every waiting customer has said it, so it tells agents
 *   nothing
 */
export const createReadLastWords =
  (transcript: Pick<Transcript, 'lastFromCustomers'>, request: string): ReadLastWords =>
  async (conversationIds) => {
    const bodies = await transcript.lastFromCustomers(conversationIds, { besides: request });
    return new Map(
      [...bodies].flatMap(([id, body]) => {
        const words = wordsOf(JSON.parse(body) as CustomerActivity);
        return words === '' ? [] : [[id, words]];
      }),
    );
  };

/**
 * What the customer wrote, the label of the button that they pressed, or the name of the file that they sent, shortened
 * to its beginning; '' if there is none of these.
 */
export function wordsOf({ text, attachments, channelData }: CustomerActivity): string {
  const label = channelData?.displayText;
  return excerptOf(typeof label === 'string' ? label : text || (attachments?.[0]?.name ?? ''));
}
