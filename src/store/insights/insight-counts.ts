import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { lockConversations } from '../conversation-rows.ts';
import type { Engine } from '../engine.ts';
import { type Rest, startRestingTask } from '../resting-task.ts';
import { countConversations } from './count-conversations.ts';
import { neighboursOf, noteReturns } from './returns.ts';

/** Few, so that no transaction makes others wait for long. */
const BATCH = 25;
/** A conversation is counted with all of its turns, however few are new. */
const MAX_TURNS = 100;
const INTERVAL_MS = 10_000;
/**
 * How old a turn must be. A conversation is counted as a whole, so a conversation in progress would be counted again
 * and again. When somebody opens the insights, the newest turns are counted first.
 */
const SETTLING_MS = 120_000;
/** Customers go first: counting takes a thirtieth of a processor's time. */
const RESTS = 29;

/**
 * Counts turns after they were stored, in the background, so that it adds nothing to the time for answering a message.
 * Any number of servers may count at once; each conversation is locked while it is counted.
 */
export class InsightCounts {
  readonly #engine: Engine;
  readonly #clock: Clock;

  constructor(engine: Engine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  /**
   * Counts everything that is new.
   * @param rest waits after each transaction; gets the milliseconds that it took, and resolves to false to end the run
   * @param settlingMs leaves out turns that are not this old yet
   */
  async update(rest: Rest = () => Promise.resolve(true), settlingMs = 0): Promise<void> {
    for (;;) {
      const began = performance.now();
      const ids = await this.#uncounted(settlingMs);
      if (ids.length === 0) return;
      await this.#engine.db.transaction().execute(async (transaction) => {
        const neighbours = await neighboursOf(transaction, ids);
        // All at once, as turns and chats lock them: a return is recorded in an earlier conversation.
        const locked = new Set([...ids, ...neighbours.flatMap((each) => [...each])]);
        await lockConversations(transaction, this.#engine, [...locked]);
        for (const each of neighbours) await noteReturns(transaction, each);
        await countConversations(transaction, this.#engine, ids);
      });
      if (!(await rest(performance.now() - began))) return;
    }
  }

  /**
   * Counts the turns that are old enough, now and every few seconds, and rests in between. @returns a function that
   * stops it
   */
  start(log: Logger): () => Promise<void> {
    return startRestingTask({
      work: (rest) => this.update(rest, SETTLING_MS),
      everyMs: INTERVAL_MS,
      rests: RESTS,
      failure: 'could not count what turns have left; trying again',
      log,
    });
  }

  async #uncounted(settlingMs: number): Promise<string[]> {
    const now = this.#clock().getTime();
    const oldest = await this.#engine.db
      .selectFrom('turn_facts')
      .select(['conversation_id', 'at'])
      // As a literal: only then does SQLite use the index of uncounted turns.
      .where('is_counted', '=', sql.lit(0))
      .orderBy('number')
      .limit(BATCH * 4)
      .execute();
    // The clock may have been set back since.
    const rows = oldest.filter(({ at }) => at <= now - settlingMs || at > now);
    const ids = [...new Set(rows.map(({ conversation_id: id }) => id))].slice(0, BATCH);
    return ids.length < 2 ? ids : await this.#withinMostTurns(ids);
  }

  /** The first of these conversations, as many as one transaction may handle; at least one. */
  async #withinMostTurns(ids: readonly string[]): Promise<string[]> {
    const rows = await this.#engine.db
      .selectFrom('turn_facts')
      .select(['conversation_id as id', (eb) => eb.fn.countAll<number>().as('turns')])
      .where('conversation_id', 'in', ids)
      .groupBy('conversation_id')
      .execute();
    const turnsOf = new Map(rows.map(({ id, turns }) => [id, turns]));
    let turns = 0;
    return ids.filter((id, at) => {
      turns += turnsOf.get(id) ?? 0;
      return at === 0 || turns <= MAX_TURNS;
    });
  }
}
