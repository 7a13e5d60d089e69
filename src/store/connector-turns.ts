import type { Clock } from './clock.ts';
import type { TurnOutcome } from './commit.ts';
import { StateConflict } from './commit.ts';
import type { Engine } from './engine.ts';
import type { StoreEvents } from './events.ts';
import { lockConversations } from './conversation-rows.ts';
import { type StateChange, type StateItem, readState, writeState } from './state.ts';
import { appendIn } from './transcript.ts';
import { insertFacts, type NewTurnFact, noteThumb, type Thumb } from './turn-facts.ts';

/** Everything that a turn on a connector channel produced, stored as one unit. */
interface FinishedConnectorTurn {
  /** The conversation, see `conversationKey`. */
  id: string;
  /** The channel's id of the activity that it answers. */
  activityId: string;
  /** In order, as they are stored; they reach the channel through the outbox. */
  replies: object[];
  state: StateChange[];
  fact: NewTurnFact | undefined;
  thumbs: readonly Thumb[];
}

type TurnClaim = 'mine' | 'done' | 'busy';

const keyOf = (id: string, activityId: string): string => JSON.stringify([id, activityId]);

/** Stores the turns of connector channels. Each activity's turn runs once, however often it is delivered. */
export class ConnectorTurns {
  readonly #engine: Engine;
  readonly #events: StoreEvents;
  readonly #clock: Clock;
  /** The turns that this process is running. It may hold others, whose end it could not store. */
  readonly #running = new Set<string>();

  constructor(engine: Engine, events: StoreEvents, clock: Clock) {
    this.#engine = engine;
    this.#events = events;
    this.#clock = clock;
  }

  /** Reads the state that a turn begins with. */
  readState(keys: string[]): Promise<Map<string, StateItem>> {
    return readState(this.#engine.db, keys);
  }

  /**
   * Commits a turn as one unit: the state that it changed, its replies, their outbox entries, and the mark that its
   * activity is answered.
   */
  async commit({
    id,
    activityId,
    replies,
    state,
    fact,
    thumbs,
  }: FinishedConnectorTurn): Promise<TurnOutcome['kind']> {
    const { db, processId, rowsPerStatement } = this.#engine;
    const now = this.#clock().getTime();
    try {
      const stored = await db.transaction().execute(async (transaction) => {
        await lockConversations(transaction, this.#engine, [id]);
        const mine = await transaction
          .updateTable('inbox')
          .set({ is_done: 1 })
          .where('conversation_id', '=', id)
          .where('activity_id', '=', activityId)
          .where('lease_owner', '=', processId)
          .where('is_done', '=', 0)
          .returning('activity_id')
          .executeTakeFirst();
        if (mine === undefined) return undefined;
        if ((await writeState(transaction, state, now, rowsPerStatement)).length > 0)
          throw new StateConflict();
        await insertFacts(transaction, this.#engine, fact === undefined ? [] : [fact]);
        for (const thumb of thumbs) await noteThumb(transaction, id, thumb);
        return replies.length === 0
          ? []
          : await appendIn(transaction, this.#engine, this.#events, {
              conversationId: id,
              activities: replies,
              clientId: null,
              isOutgoing: true,
              now,
            });
      });
      if (stored === undefined) return 'overtaken';
      if (stored.length > 0)
        this.#events.emit({ kind: 'activities', conversationId: id, activities: stored });
      return 'committed';
    } catch (error) {
      if (error instanceof StateConflict) return 'conflict';
      throw error;
    }
  }

  /**
   * Claims the turn of an activity, which may be delivered several times and to several processes.
   * @returns `mine`: run it, then call `leave`; `done`: it has been answered; `busy`: it is being run
   */
  async claim(id: string, activityId: string): Promise<TurnClaim> {
    const key = keyOf(id, activityId);
    if (this.#running.has(key)) return await this.#claim(id, activityId, { isRunning: true });
    this.#running.add(key);
    let claim: TurnClaim | undefined;
    try {
      claim = await this.#claim(id, activityId, { isRunning: false });
      return claim;
    } finally {
      if (claim !== 'mine') this.#running.delete(key);
    }
  }

  /** @param isRunning this process is running the turn, or claiming it at this moment */
  async #claim(id: string, activityId: string, { isRunning }: { isRunning: boolean }): Promise<TurnClaim> {
    const { db, processId } = this.#engine;
    const first = await db
      .insertInto('inbox')
      .values({ conversation_id: id, activity_id: activityId, lease_owner: processId, is_done: 0 })
      .onConflict((conflict) => conflict.columns(['conversation_id', 'activity_id']).doNothing())
      .returning('activity_id')
      .executeTakeFirst();
    if (first !== undefined) return 'mine';
    const row = await db
      .selectFrom('inbox')
      .select(['lease_owner', 'is_done'])
      .where('conversation_id', '=', id)
      .where('activity_id', '=', activityId)
      .executeTakeFirst();
    if (row === undefined || row.is_done === 1) return 'done';
    const isAbandoned =
      row.lease_owner === processId
        ? !isRunning
        : (await this.#engine.deadAmong([row.lease_owner])).length > 0;
    if (!isAbandoned) return 'busy';
    const mine = await db
      .updateTable('inbox')
      .set({ lease_owner: processId })
      .where('conversation_id', '=', id)
      .where('activity_id', '=', activityId)
      .where('lease_owner', '=', row.lease_owner)
      .where('is_done', '=', 0)
      .returning('activity_id')
      .executeTakeFirst();
    return mine === undefined ? 'busy' : 'mine';
  }

  /** Says that this process no longer runs a turn: unless it is finished, its next delivery runs it. */
  leave(id: string, activityId: string): void {
    this.#running.delete(keyOf(id, activityId));
  }

  /** Releases a turn that failed before it was committed: the next delivery of the activity runs it. */
  async release(id: string, activityId: string): Promise<void> {
    await this.#engine.db
      .deleteFrom('inbox')
      .where('conversation_id', '=', id)
      .where('activity_id', '=', activityId)
      .where('is_done', '=', 0)
      .execute();
  }

  /** Marks a turn as finished: its activity is not answered again. */
  async finish(id: string, activityId: string): Promise<void> {
    await this.#engine.db
      .updateTable('inbox')
      .set({ is_done: 1 })
      .where('conversation_id', '=', id)
      .where('activity_id', '=', activityId)
      .execute();
  }
}
