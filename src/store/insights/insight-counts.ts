import { sql } from 'kysely';
import type { Logger } from 'pino';
import { lockConversations } from '../conversation-rows.ts';
import type { Engine } from '../engine.ts';
import { type Rest, startRestingTask } from '../resting-task.ts';
import { countConversations } from './count-conversations.ts';
import { neighboursOf, noteReturns } from './returns.ts';

/** Few, so that nobody waits long for one transaction. */
const BATCH = 25;
/** A conversation is counted with all of its turns, however few of them are new. */
const MOST_TURNS = 250;
const INTERVAL_MS = 10_000;
/** Customers go first: of the time that a processor has, counting takes a thirtieth. */
const RESTS = 29;

/**
 * Counts what turns have left: apart from them, so that answering a message costs nothing for it. Any number of servers
 * may count at once; each conversation is locked while it is counted.
 */
export class InsightCounts {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Counts all that is new.
   * @param rest waits after each transaction; gets the milliseconds that it took, and ends the run with false
   */
  async update(rest: Rest = () => Promise.resolve(true)): Promise<void> {
    for (;;) {
      const began = performance.now();
      const ids = await this.#uncounted();
      if (ids.length === 0) return;
      await this.#engine.db.transaction().execute(async (transaction) => {
        const neighbours = await neighboursOf(transaction, ids);
        // All at once, as turns and chats lock them: a return is noted in another conversation than its own.
        const locked = new Set([...ids, ...neighbours.flatMap((each) => [...each])]);
        await lockConversations(transaction, this.#engine, [...locked]);
        for (const each of neighbours) await noteReturns(transaction, each);
        await countConversations(transaction, this.#engine, ids);
      });
      if (!(await rest(performance.now() - began))) return;
    }
  }

  /** Counts now and every few seconds, and rests in between. @returns a function that ends it */
  start(log: Logger): () => Promise<void> {
    return startRestingTask({
      work: (rest) => this.update(rest),
      everyMs: INTERVAL_MS,
      rests: RESTS,
      failure: 'could not count what turns have left; trying again',
      log,
    });
  }

  async #uncounted(): Promise<string[]> {
    const rows = await this.#engine.db
      .selectFrom('turn_facts')
      .select('conversation_id')
      // As a literal: SQLite finds the index of uncounted turns only then.
      .where('is_counted', '=', sql.lit(0))
      .orderBy('number')
      .limit(BATCH * 4)
      .execute();
    const ids = [...new Set(rows.map(({ conversation_id: id }) => id))].slice(0, BATCH);
    return ids.length < 2 ? ids : await this.#withinMostTurns(ids);
  }

  /** The first of these conversations that are no more work together than one transaction may do; at least one. */
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
      return at === 0 || turns <= MOST_TURNS;
    });
  }
}
