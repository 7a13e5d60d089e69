import type { Logger } from 'pino';
import type { Activity, ConversationReference } from '#bot-framework/activity.ts';
import type { TeamsVoice } from './desk-parts.ts';

/** Says something without anybody waiting for it. */
export type SayLater = (reference: Partial<ConversationReference>, activity: Partial<Activity>) => void;

/**
 * Sentences to agents that are no customer's words: a turn does not wait until Teams has taken them, and they are not
 * kept: who gets none asks again.
 */
export function createSayLater(
  voice: TeamsVoice,
  log: Logger,
): { sayLater: SayLater; settled: () => Promise<unknown> } {
  const running = new Set<Promise<unknown>>();
  return {
    sayLater(reference, activity) {
      const saying = voice
        .say(reference, activity)
        .catch((error: unknown) => log.warn({ err: error }, 'an agent in Teams could not be answered'))
        .finally(() => running.delete(saying));
      running.add(saying);
    },
    settled: () => Promise.all(running),
  };
}
