import { acceptAll, type Acceptance, findDuplicate, type Incoming } from './accept.ts';
import { Batcher } from './batcher.ts';
import type { StateReader } from './bot-storage.ts';
import type { Clock } from './clock.ts';
import { commitAll, type FinishedTurn, StateConflict, type TurnOutcome } from './commit.ts';
import type { Engine } from './engine.ts';
import { isUnavailable } from './errors.ts';
import type { StoreEvents } from './events.ts';
import { lockConversations } from './conversation-rows.ts';
import type { ReadBody } from './readable-bodies.ts';
import { readState, type StateItem } from './state.ts';

const MAX_BATCH = 64;

/** An accepted activity that waits for its answer. */
export interface Unanswered {
  conversationId: string;
  seq: number;
  /** JSON, as stored. */
  body: string;
}

type Write = { kind: 'accept'; incoming: Incoming } | { kind: 'commit'; turn: FinishedTurn };
const unitOf = (write: Write): { conversationId: string } =>
  write.kind === 'accept' ? write.incoming : write.turn;

const NO_ACCEPTANCES: ReadonlyMap<string, Acceptance> = new Map();
const NO_OUTCOMES: ReadonlyMap<string, TurnOutcome> = new Map();

type Written = { accepted: Acceptance } | { committed: TurnOutcome };

/** Accepts activities and commits the turns that answer them, many of both in one transaction. */
export class Turns {
  readonly #engine: Engine;
  readonly #events: StoreEvents;
  readonly #clock: Clock;
  readonly #readBody: ReadBody;
  readonly #writing: Batcher<Write, Written>;
  readonly #reading: Batcher<string[], Map<string, StateItem>>;

  constructor(
    engine: Engine,
    events: StoreEvents,
    { clock, readBody }: { clock: Clock; readBody: ReadBody },
  ) {
    this.#engine = engine;
    this.#events = events;
    this.#clock = clock;
    this.#readBody = readBody;
    this.#writing = new Batcher({
      keyOf: (write) => unitOf(write).conversationId,
      maxSize: MAX_BATCH,
      run: (writes) => this.#write(writes),
    });
    this.#reading = new Batcher({ maxSize: MAX_BATCH, run: (items) => this.#readAll(items) });
  }

  /** Stores an activity that the bot is to answer; on return it is durable. Idempotent by client id. */
  async accept(incoming: Incoming): Promise<Acceptance> {
    try {
      const written = await this.#writing.add({ kind: 'accept', incoming });
      if (!('accepted' in written)) throw new TypeError('An acceptance was answered as a commit');
      return written.accepted;
    } catch (error) {
      // Two replicas that get the same activity at the same time both find it new; the later one fails because of the
      // other's row, which it can now see.
      const stored = isUnavailable(error) ? undefined : await findDuplicate(this.#engine.db, incoming);
      if (stored === undefined) throw error;
      return stored;
    }
  }

  /**
   * Commits a turn: the state it changed, its replies and the mark that its activity is answered, or nothing at all.
   * Exactly one commit of an activity ever succeeds, however many are tried.
   */
  async commit(turn: FinishedTurn): Promise<TurnOutcome> {
    const written = await this.#writing.add({ kind: 'commit', turn });
    if (!('committed' in written)) throw new TypeError('A commit was answered as an acceptance');
    return written.committed;
  }

  /** Reads state for a turn; the reads of many turns share one query. */
  readonly readState: StateReader = (keys) =>
    keys.length === 0 ? Promise.resolve(new Map()) : this.#reading.add(keys);

  /** The conversation's oldest unanswered activity. */
  async next(conversationId: string): Promise<Unanswered | undefined> {
    const row = await this.#engine.db
      .selectFrom('activities')
      .select(['seq', 'body'])
      .where('conversation_id', '=', conversationId)
      .where('status', '=', 'accepted')
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst();
    return row && { conversationId, seq: row.seq, body: this.#readBody({ conversationId, ...row }) };
  }

  /** Counts an attempt at an activity, before it is made. @returns all attempts so far */
  async countAttempt(conversationId: string, seq: number): Promise<number> {
    const row = await this.#engine.db
      .updateTable('activities')
      .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
      .where('conversation_id', '=', conversationId)
      .where('seq', '=', seq)
      .returning('attempts')
      .executeTakeFirst();
    return row?.attempts ?? 1;
  }

  /**
   * Takes over the conversations with unanswered activities that no living process is answering.
   * @returns the conversations that this process must now answer, including those it had before
   */
  async takeOver(): Promise<string[]> {
    const { db, processId } = this.#engine;
    const waiting = await db
      .selectFrom('activities')
      .innerJoin('conversations', 'conversations.id', 'activities.conversation_id')
      .select(['conversations.id', 'conversations.lease_owner'])
      .where('activities.status', '=', 'accepted')
      .distinct()
      .execute();
    const holders = new Set(waiting.map((row) => row.lease_owner).filter((holder) => holder !== null));
    holders.delete(processId);
    const dead = new Set(await this.#engine.deadAmong([...holders]));
    const mine: string[] = [];
    for (const { id, lease_owner: holder } of waiting) {
      const free = holder === null || dead.has(holder);
      if (holder === processId || (free && (await this.#takeFrom(id, holder)))) mine.push(id);
    }
    return mine;
  }

  async #takeFrom(id: string, holder: number | null): Promise<boolean> {
    const taken = await this.#engine.db
      .updateTable('conversations')
      .set({ lease_owner: this.#engine.processId })
      .where('id', '=', id)
      .where('lease_owner', holder === null ? 'is' : '=', holder)
      .returning('id')
      .executeTakeFirst();
    return taken !== undefined;
  }

  async #readAll(items: string[][]): Promise<Map<string, StateItem>[]> {
    const all = await readState(this.#engine.db, [...new Set(items.flat())]);
    return items.map((keys) => {
      const own = new Map<string, StateItem>();
      for (const key of keys) {
        const item = all.get(key);
        if (item !== undefined) own.set(key, item);
      }
      return own;
    });
  }

  async #write(writes: Write[]): Promise<Written[]> {
    try {
      const [acceptances, outcomes] = await this.#store(writes);
      return writes.map((write): Written => {
        const { conversationId } = unitOf(write);
        if (write.kind === 'accept') {
          const accepted = acceptances.get(conversationId) ?? { kind: 'unknown conversation' };
          this.#publishAccepted(conversationId, accepted);
          return { accepted };
        }
        const committed = outcomes.get(conversationId) ?? { kind: 'overtaken' };
        this.#publishCommitted(conversationId, committed);
        return { committed };
      });
    } catch (error) {
      if (error instanceof StateConflict && writes.length === 1) return [{ committed: { kind: 'conflict' } }];
      throw error;
    }
  }

  #store(writes: Write[]) {
    const now = this.#clock().getTime();
    const arrivals = writes.filter((write) => write.kind === 'accept').map(({ incoming }) => incoming);
    const turns = writes.filter((write) => write.kind === 'commit').map(({ turn }) => turn);
    const ids = writes.map((write) => unitOf(write).conversationId);
    const engine = this.#engine;
    return engine.db.transaction().execute(async (transaction) => {
      // A single acceptance locks its conversation with its first statement; a commit begins with the activity.
      if (turns.length > 0 || arrivals.length > 1) await lockConversations(transaction, engine, ids);
      const acceptances = arrivals.length > 0 && (await acceptAll(transaction, engine, arrivals, now));
      const outcomes = turns.length > 0 && (await commitAll(transaction, engine, turns, now));
      await this.#events.publish(transaction, ids);
      return [acceptances || NO_ACCEPTANCES, outcomes || NO_OUTCOMES] as const;
    });
  }

  #publishAccepted(conversationId: string, acceptance: Acceptance): void {
    if (acceptance.kind !== 'accepted') return;
    const { seq, body } = acceptance;
    this.#events.emit({ kind: 'activities', conversationId, activities: [{ seq, hidden: false, body }] });
  }

  #publishCommitted(conversationId: string, outcome: TurnOutcome): void {
    if (outcome.kind !== 'committed' || outcome.replies.length === 0) return;
    this.#events.emit({ kind: 'activities', conversationId, activities: outcome.replies });
  }
}
