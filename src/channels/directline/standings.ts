import type { StateItem } from '#store/state.ts';

/** The state of a conversation when its last turn was stored, with nothing else waiting for an answer. */
export interface Standing {
  /** Sequence number of its newest activity. */
  lastSeq: number;
  /** What the turn has read or written of the bot's state, by key; undefined for keys that have no value. */
  state: ReadonlyMap<string, StateItem | undefined>;
}

/** A few kilobytes each; a forgotten conversation only has to be read from the database once. */
const MAX = 2000;

/**
 * Remembers the state of conversations, so that a turn does not have to read anything. It is only a guess: another
 * process may have continued the conversation, so the store checks it in the transaction.
 */
export class Standings {
  readonly #known = new Map<string, Standing>();

  remember(conversationId: string, standing: Standing): void {
    this.#known.set(conversationId, standing);
    if (this.#known.size <= MAX) return;
    // A Map keeps insertion order, so the conversation that has been silent longest comes first.
    for (const oldest of this.#known.keys()) {
      this.#known.delete(oldest);
      break;
    }
  }

  /** Returns what is known of a conversation and forgets it, because it is about to change. */
  take(conversationId: string): Standing | undefined {
    const standing = this.#known.get(conversationId);
    if (standing !== undefined) this.#known.delete(conversationId);
    return standing;
  }
}
