import { sql } from 'kysely';
import type { Store } from '#store/store.ts';

/** The totals of a measure over all days, by key. */
export async function totalsOf(store: Store, measure: string): Promise<Record<string, number>> {
  const rows = await store.engine.db
    .selectFrom('insight_days')
    .select(['key', sql<number>`cast(sum(count) as bigint)`.as('count')])
    .where('measure', '=', measure)
    .groupBy('key')
    .orderBy('key')
    .execute();
  return Object.fromEntries(rows.map(({ key, count }) => [key, count]).filter(([, count]) => count !== 0));
}

/** The resolution of a conversation. */
export async function resolutionOf(store: Store, id: string): Promise<string | null | undefined> {
  const row = await store.engine.db
    .selectFrom('conversation_facts')
    .select('resolution')
    .where('conversation_id', '=', id)
    .executeTakeFirst();
  return row?.resolution;
}
