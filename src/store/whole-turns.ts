import { Batcher } from './batcher.ts';
import type { Clock } from './clock.ts';
import { StateConflict } from './commit.ts';
import type { Engine } from './engine.ts';
import { isUnavailable } from './errors.ts';
import type { StoreEvents } from './events.ts';
import type { StateChange } from './state.ts';
import type { NewTurnFact } from './turn-facts.ts';

/** A message together with the turn that answered it, neither of which is stored yet. */
export interface WholeTurn {
  conversationId: string;
  /** The id that the client gave the message, if any. */
  clientId: string | undefined;
  /** The message's sequence number: the conversation's next one. */
  seq: number;
  /** The message and the replies to it, complete with ids, as JSON. */
  activities: readonly string[];
  /** The one item of state that the turn changed; it has a value, and depends on what the turn read. */
  state: StateChange | undefined;
  /** How the message was understood, and the outcome. */
  fact?: NewTurnFact | undefined;
}

const MAX_BATCH = 64;

/** Stores whole turns: a message, its replies and the state in one transaction, many conversations at a time. */
export class WholeTurns {
  readonly #engine: Engine;
  readonly #events: StoreEvents;
  readonly #clock: Clock;
  readonly #storing: Batcher<WholeTurn, boolean>;

  constructor(engine: Engine, events: StoreEvents, clock: Clock) {
    this.#engine = engine;
    this.#events = events;
    this.#clock = clock;
    this.#storing = new Batcher({
      keyOf: ({ conversationId }) => conversationId,
      maxSize: MAX_BATCH,
      run: (turns) => this.#storeAll(turns),
    });
  }

  /**
   * Stores a turn, then shows it. It is all or nothing: a turn is not stored if its conversation has moved on, if
   * something else is waiting there for an answer, or if the state has changed since it was read.
   * @returns whether it was stored
   * @throws the error of the unique index if a message with the client's id is already stored; `StoreUnavailable`
   */
  async store(turn: WholeTurn): Promise<boolean> {
    const isStored = await this.#add(turn);
    if (isStored) {
      const { conversationId, seq: first } = turn;
      const activities = turn.activities.map((body, at) => ({ seq: first + at, hidden: false, body }));
      this.#events.emit({ kind: 'activities', conversationId, activities });
    }
    return isStored;
  }

  /** If it is unknown whether it was stored, open streams look for what is new. */
  async #add(turn: WholeTurn): Promise<boolean> {
    try {
      return await this.#storing.add(turn);
    } catch (error) {
      if (isUnavailable(error)) this.#events.emit({ kind: 'elsewhere', conversationId: turn.conversationId });
      throw error;
    }
  }

  async #storeAll(turns: WholeTurn[]): Promise<boolean[]> {
    const ids = turns.map(({ conversationId }) => conversationId);
    try {
      const now = this.#clock().getTime();
      const stored = await this.#engine.storeWholeTurns(turns, now, this.#events.noticeOf(ids));
      return ids.map((id) => stored.has(id));
    } catch (error) {
      if (error instanceof StateConflict && turns.length === 1) return [false];
      throw error;
    }
  }
}
