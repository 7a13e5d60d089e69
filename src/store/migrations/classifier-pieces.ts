import { type Kysely, sql } from 'kysely';
import type { Kind } from './kind.ts';

/**
 * Stores trained classifiers in pieces: SQLite rewrites a whole row when one of its columns changes, and a row of many
 * megabytes blocks a server. Existing classifiers are trained again when they are needed.
 */
export async function createClassifierPieces(db: Kysely<unknown>, kind: Kind): Promise<void> {
  await db.schema
    .createTable('classifier_pieces')
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('content', kind === 'postgres' ? 'bytea' : 'blob', (column) => column.notNull())
    .addPrimaryKeyConstraint('classifier_pieces_pk', ['key', 'number'])
    .execute();
  await sql`delete from classifiers`.execute(db);
}
