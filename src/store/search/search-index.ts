import { activeHour, type Clock } from '../clock.ts';
import { type IndexParts, indexConversation, type Unindexed } from './index-conversation.ts';

const HOUR = 3_600_000;
const BATCH = 50;
/** A process that has not renewed its lease for this long is gone. */
const LEASE_MS = 60_000;
/** A transaction that began within an hour may still store that hour after it has passed. */
const LATE_MS = HOUR;

type Rest = (tookMs: number) => Promise<boolean>;

interface Due extends Unindexed {
  activeAt: number;
}

/**
 * Indexes the words of all conversations for the search. It follows the conversations by the hour of their last
 * activity, so that storing a message does not cost anything extra. One process at a time does the work.
 */
export class SearchIndex {
  readonly #parts: IndexParts;
  readonly #clock: Clock;

  constructor(parts: IndexParts, clock: Clock) {
    this.#parts = parts;
    this.#clock = clock;
  }

  /**
   * Indexes everything that is new.
   * @param rest waits after each transaction; gets the milliseconds that it took, and resolves to false to end the run
   * @returns how many conversations were indexed; 0 if another process is indexing
   */
  async update(rest: Rest = () => Promise.resolve(true)): Promise<number> {
    const activeFrom = await this.#lease();
    if (activeFrom === undefined) return 0;
    let reached = activeFrom;
    let count = 0;
    try {
      for (let after: Due | undefined; ;) {
        const due = await this.#due(activeFrom, after);
        for (const each of due) {
          const { isIndexed, goesOn } = await this.#indexWhole(each, rest);
          if (isIndexed) count += 1;
          if (!goesOn) return count;
        }
        after = due.at(-1);
        if (after === undefined || due.length < BATCH) break;
        reached = after.activeAt;
        if (!(await this.#note(reached, LEASE_MS))) return count;
      }
      reached = activeHour(this.#clock().getTime() - LATE_MS);
      return count;
    } finally {
      await this.#note(reached, 0);
    }
  }

  /** Not indexed: another process was faster, the conversation has been erased, or the run ends. */
  async #indexWhole(due: Due, rest: Rest): Promise<{ isIndexed: boolean; goesOn: boolean }> {
    for (let { indexedSeq } = due; ;) {
      const began = performance.now();
      const upTo = await this.#indexPart({ ...due, indexedSeq });
      const goesOn = await rest(performance.now() - began);
      const isIndexed = upTo !== undefined && upTo >= due.lastSeq;
      if (upTo === undefined || isIndexed || !goesOn) return { isIndexed, goesOn };
      indexedSeq = upTo;
    }
  }

  async #indexPart(due: Due): Promise<number | undefined> {
    try {
      return await indexConversation(this.#parts, due);
    } catch (error) {
      const row = await this.#parts.engine.db
        .selectFrom('conversations')
        .select('id')
        .where('id', '=', due.conversationId)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      throw error;
    }
  }

  /** Finds conversations with unindexed activities, longest inactive first. */
  async #due(activeFrom: number, after: Due | undefined): Promise<Due[]> {
    let query = this.#parts.engine.db
      .selectFrom('conversations')
      .leftJoin('search_progress', 'search_progress.conversation_id', 'conversations.id')
      .select((eb) => [
        'conversations.id as conversationId',
        'conversations.last_seq as lastSeq',
        'conversations.last_active_at as activeAt',
        eb.fn.coalesce('search_progress.indexed_seq', eb.lit(0)).as('indexedSeq'),
      ])
      .where('conversations.last_active_at', '>=', activeFrom)
      .where((eb) =>
        eb('conversations.last_seq', '>', eb.fn.coalesce('search_progress.indexed_seq', eb.lit(0))),
      )
      .orderBy('conversations.last_active_at')
      .orderBy('conversations.id')
      .limit(BATCH);
    if (after !== undefined)
      query = query.where((eb) =>
        eb.or([
          eb('conversations.last_active_at', '>', after.activeAt),
          eb.and([
            eb('conversations.last_active_at', '=', after.activeAt),
            eb('conversations.id', '>', after.conversationId),
          ]),
        ]),
      );
    return await query.execute();
  }

  /** Leases the work. @returns where to begin; undefined if another process is doing it */
  async #lease(): Promise<number | undefined> {
    const { db, processId } = this.#parts.engine;
    const now = this.#clock().getTime();
    await db
      .insertInto('search_cursor')
      .values({ id: 1, active_from: 0, lease_owner: processId, leased_until: 0 })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    const row = await db
      .updateTable('search_cursor')
      .set({ lease_owner: processId, leased_until: now + LEASE_MS })
      .where((eb) =>
        eb.or([
          eb('lease_owner', '=', processId),
          eb('leased_until', '<=', now),
          // The clock has been set back since.
          eb('leased_until', '>', now + 2 * LEASE_MS),
        ]),
      )
      .returning('active_from')
      .executeTakeFirst();
    // The clock may have been set back: the starting point must not be later than what is active now.
    return row && Math.min(row.active_from, activeHour(now - LATE_MS));
  }

  /** Stores the progress and renews the lease. @returns false if another process has leased the work */
  async #note(activeFrom: number, leaseMs: number): Promise<boolean> {
    const { db, processId } = this.#parts.engine;
    const row = await db
      .updateTable('search_cursor')
      .set({ active_from: activeFrom, leased_until: this.#clock().getTime() + leaseMs })
      .where('id', '=', 1)
      .where('lease_owner', '=', processId)
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  }
}
