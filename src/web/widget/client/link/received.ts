import type { ActivitySet } from '../activity.ts';
import { ask, inConversation, json, type Session } from '../direct-line.ts';
import { readActivitySet } from '../guards.ts';
import type { Surroundings } from '../surroundings.ts';

/** Tracks how much of the conversation has been received, by socket or poll. */
export class Received {
  readonly #surroundings: Surroundings;
  readonly #onActivities: (set: ActivitySet) => boolean;
  watermark: string | undefined;

  /** @param onActivities returns whether any of them was new */
  constructor(surroundings: Surroundings, onActivities: (set: ActivitySet) => boolean) {
    this.#surroundings = surroundings;
    this.#onActivities = onActivities;
  }

  take(set: ActivitySet): void {
    const isNew = this.#onActivities(set);
    // A replay of known activities must not move the watermark back.
    if (set.watermark !== undefined && (isNew || this.watermark === undefined))
      this.watermark = set.watermark;
  }

  /**
   * Fetches everything that the stream has not delivered.
   * @param session returns the current one; a change of session ends the fetching
   * @returns false if the server cannot be reached
   */
  async catchUp(session: () => Session | undefined): Promise<boolean> {
    for (;;) {
      const current = session();
      if (current === undefined) return false;
      const query = this.watermark === undefined ? '' : `?watermark=${encodeURIComponent(this.watermark)}`;
      const address = inConversation(current, `/activities${query}`);
      const outcome = await ask<unknown>(this.#surroundings, address, json('GET', current.token));
      if (session() !== current || outcome.kind !== 'ok') return false;
      const set = readActivitySet(outcome.body);
      if (set === undefined || set.activities.length === 0) return true;
      this.take(set);
    }
  }
}
