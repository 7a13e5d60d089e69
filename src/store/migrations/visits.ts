import type { Kysely } from 'kysely';

/**
 * Which page customers of the web chat are on, and when they were last there; deleted together with the conversation.
 */
export async function createVisits(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('visits')
    .addColumn('conversation_id', 'text', (column) =>
      column.primaryKey().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('page', 'text')
    .addColumn('referrer', 'text')
    .addColumn('language', 'text')
    .addColumn('browser', 'text')
    .execute();
  await db.schema
    .createTable('customer_presence')
    .addColumn('conversation_id', 'text', (column) =>
      column.primaryKey().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('last_seen_at', 'bigint', (column) => column.notNull())
    .execute();
}
