import type { Ages } from '#time/ages.ts';
import type { PresenceStore } from './chat.ts';

/** The clocks of replicas differ by less than this. */
const SKEW_MS = 10_000;

/**
 * Wraps the presences so that their times hold even if the clock is set: nobody disappears because it was set forward,
 * and nobody stays because it was set back.
 */
export const withSteadyTimes = (presences: PresenceStore, ages: Ages, clock: () => Date): PresenceStore => ({
  note: (agentId, seen) => presences.note(agentId, seen),
  noteAssigned: (agentId, at) => presences.noteAssigned(agentId, at),
  leave: (agentId) => presences.leave(agentId),
  async list() {
    const present = await presences.list();
    const now = clock().getTime();
    return present.map((presence) => {
      const isToCome = presence.seenAt.getTime() - now > SKEW_MS;
      const age = ages.ageOf(presence.seenAt) ?? (isToCome ? Infinity : 0);
      return { ...presence, seenAt: new Date(age === Infinity ? 0 : now - age) };
    });
  },
});
