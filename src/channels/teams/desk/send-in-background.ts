import type { Logger } from 'pino';
import type { Activity, ConversationReference } from '#bot-framework/activity.ts';
import type { TeamsSender } from './desk-parts.ts';

/** Sends something without making anybody wait. */
export type SendInBackground = (
  reference: Partial<ConversationReference>,
  activity: Partial<Activity>,
) => void;

/**
 * Sends notices to agents. A turn does not wait until Teams accepts them, and they are not stored: an agent who misses
 * one can ask again.
 */
export function createSendInBackground(
  voice: TeamsSender,
  log: Logger,
): { sendInBackground: SendInBackground; settled: () => Promise<unknown> } {
  const running = new Set<Promise<unknown>>();
  return {
    sendInBackground(reference, activity) {
      const saying = voice
        .send(reference, activity)
        .catch((error: unknown) => log.warn({ err: error }, 'could not send a notice to an agent in Teams'))
        .finally(() => running.delete(saying));
      running.add(saying);
    },
    settled: () => Promise.all(running),
  };
}
