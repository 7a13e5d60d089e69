import type { Kysely } from 'kysely';

/**
 * The draft of the next release: what editors have changed but not published, and which entry each of them has open.
 */
export async function createDraft(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('draft_entries')
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('content', 'text')
    .addColumn('base', 'text')
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('updated_by', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('editors', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('draft_entries_key', ['document', 'kind', 'id'])
    .execute();
  await db.schema
    .createTable('draft_presences')
    .addColumn('agent_id', 'text', (column) => column.primaryKey())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute();
}
