import { createSendingLimits } from '#channels/botframework/sending-limits.ts';
import type { TeamsSender } from './desk-parts.ts';

/** A thread has had as much as Teams lets the bot send into it. */
export class TooSoon extends Error {
  /** Until there is room again. */
  readonly waitMs: number;

  constructor(waitMs: number) {
    super('Teams lets the bot say no more in this thread for a moment.');
    this.waitMs = waitMs;
  }
}

/**
 * A voice that keeps to Teams' limits of each thread.
 * @throws {TooSoon} where a thread is full: nothing was sent
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
    // The published limits are on sending; a card is put in another's place without one.
    update: (reference, id, activity) => voice.update(reference, id, activity),
  };
}
