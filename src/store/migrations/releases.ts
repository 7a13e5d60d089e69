import type { Kysely } from 'kysely';
import type { Kind } from './kind.ts';

/** Releases of the knowledge, what was published when, and the classifiers that were trained on them. */
export async function createReleases(db: Kysely<unknown>, kind: Kind): Promise<void> {
  await db.schema
    .createTable('releases')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull().unique())
    .addColumn('documents', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('publications')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('release_number', 'integer', (column) => column.notNull().references('releases.number'))
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('classifiers')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('content', kind === 'postgres' ? 'bytea' : 'blob', (column) => column.notNull())
    .execute();
}
