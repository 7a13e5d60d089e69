import type { Ages } from '#time/ages.ts';
import type { PresenceStore } from './chat.ts';

/** A time in which agents who have not been seen count as still reconnecting. */
export interface GracePeriod {
  /** Begins it anew: until now, agents may have been there without anybody noting it. */
  restart(): void;
  isOver(): boolean;
}

/** Creates a grace period that begins now, because right after a start agents have not had time to reconnect. */
export function createGracePeriod(
  { ages, clock }: { ages: Ages; clock: () => Date },
  lastsMs: number,
): GracePeriod {
  let begunAt = clock();
  return {
    restart() {
      begunAt = clock();
    },
    isOver: () => (ages.ageOf(begunAt) ?? 0) >= lastsMs,
  };
}

/** Wraps the presences so that the grace period begins anew whenever it could not be recorded that an agent is there. */
export const withGracePeriod = (presences: PresenceStore, grace: GracePeriod): PresenceStore => ({
  list: () => presences.list(),
  async note(agentId, seen) {
    try {
      await presences.note(agentId, seen);
    } catch (error) {
      grace.restart();
      throw error;
    }
  },
  noteAssigned: (agentId, at) => presences.noteAssigned(agentId, at),
  leave: (agentId) => presences.leave(agentId),
});
