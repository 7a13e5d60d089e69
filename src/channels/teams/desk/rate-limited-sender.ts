import { createSendingLimits } from '#channels/botframework/sending-limits.ts';
import type { TeamsSender } from './desk-parts.ts';

/** A thread has reached Teams' rate limit. */
export class TooSoon extends Error {
  /** Time until the thread accepts messages again. */
  readonly waitMs: number;

  constructor(waitMs: number) {
    super('Teams lets the bot say no more in this thread for a moment.');
    this.waitMs = waitMs;
  }
}

/**
 * A sender that obeys Teams' rate limits per thread.
 * @throws {TooSoon} if a thread is at its limit; nothing was sent
 */
export function rateLimitedSender(voice: TeamsSender, clock: () => Date): TeamsSender {
  const limits = createSendingLimits({ clock });
  return {
    async send(reference, activity) {
      const thread = reference.conversation?.id ?? '';
      const waitMs = limits.nextAt(thread) - clock().getTime();
      if (waitMs > 0) throw new TooSoon(waitMs);
      const ended = limits.begin(thread);
      try {
        return await voice.send(reference, activity);
      } finally {
        ended();
      }
    },
    // The published limits are for sending; updating a card has none.
    update: (reference, id, activity) => voice.update(reference, id, activity),
  };
}
