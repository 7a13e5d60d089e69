import type { Logger } from 'pino';
import type { Activity, ConversationReference } from '#bot-framework/activity.ts';
import type { TeamsSender } from './desk-parts.ts';

/** Says something without anybody waiting for it. */
export type SendInBackground = (
  reference: Partial<ConversationReference>,
  activity: Partial<Activity>,
) => void;

/**
 * Sentences to agents that are no customer's words: a turn does not wait until Teams has taken them, and they are not
 * kept: who gets none asks again.
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
        .catch((error: unknown) => log.warn({ err: error }, 'an agent in Teams could not be answered'))
        .finally(() => running.delete(saying));
      running.add(saying);
    },
    settled: () => Promise.all(running),
  };
}
