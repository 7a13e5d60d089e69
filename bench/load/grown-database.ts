import { sql } from 'kysely';
import { pino } from 'pino';
import type { StoreConfig } from '#store/open-engine.ts';
import { openStore } from '#store/store.ts';
import { fillDatabase } from '#tests/proofs/support/fill-database.ts';

/** The size of a database before the measurement. */
export interface Growth {
  conversations: number;
  /** The number of long conversations, from `firstFree` on. */
  long: number;
  /** Activities in each long conversation; the others have six. */
  activities: number;
}

/** The number of the first conversation in which no message waits for an answer. */
export const firstFree = 51;
export const idOf = (number: number): string => `filled-${number}`;

/** Fills a new database by bulk inserts: a million conversations take a minute or two. */
export async function growDatabase(
  config: StoreConfig,
  { conversations, long, activities }: Growth,
): Promise<void> {
  await fillDatabase(config, conversations);
  const store = await openStore(
    { ...config, role: 'tool' },
    { clock: () => new Date(), log: pino({ level: 'silent' }) },
  );
  const { db, kind } = store.engine;
  try {
    for (let number = firstFree; number < firstFree + long; number += 1) {
      const id = idOf(number);
      // Repeats its last question and answer, each time under the next two numbers.
      const seq = sql`(a.seq + 2 * k)`;
      const body = sql`replace(a.body, '.00000' || a.seq || '"', '.' || substr(cast(10000000 + ${seq} as text), 2) || '"')`;
      await sql`with recursive again(k) as (select 1 union all select k + 1 from again where k < ${sql.lit((activities - 6) / 2)})
        insert into activities (conversation_id, seq, status, attempts, is_hidden, body, created_at)
        select a.conversation_id, ${seq}, a.status, 0, 0, ${body}, a.created_at
        from activities a cross join again where a.conversation_id = ${id} and a.seq in (5, 6)`.execute(db);
      await sql`update conversations set last_seq = ${activities} where id = ${id}`.execute(db);
    }
    // The planner has to know the sizes, and the writes must not be flushed during a measurement.
    if (kind === 'postgres') {
      await sql`vacuum analyze`.execute(db);
      await sql`checkpoint`.execute(db);
    }
  } finally {
    await store.close();
  }
}
