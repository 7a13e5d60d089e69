import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/**
 * Writes one row, always the same: whether the database takes anything shows only by giving it something.
 * @throws StoreUnavailable
 */
export async function writeProbe(db: Kysely<Tables>): Promise<void> {
  await db
    .insertInto('write_probe')
    .values({ id: 1, writes: 1 })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({ writes: eb('write_probe.writes', '+', 1) })),
    )
    .execute();
}
