import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/**
 * Writes one row, always the same one: only a write shows whether the database accepts writes.
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
