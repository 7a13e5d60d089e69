import { type Kysely, sql } from 'kysely';

/** What another system is notified of; deleted together with the conversation. */
export async function createEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('event_deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('scheduled_at', 'bigint', (column) => column.notNull())
    .addColumn('problem', 'text')
    .execute();
  await db.schema
    .createIndex('event_deliveries_by_conversation')
    .on('event_deliveries')
    .column('conversation_id')
    .execute();
  await db.schema
    .createIndex('event_deliveries_due')
    .on('event_deliveries')
    .column('due_at')
    .where(sql.ref('state'), '=', sql.lit('due'))
    .execute();
  await db.schema
    .createIndex('conversation_facts_by_end')
    .on('conversation_facts')
    .column('last_at')
    .execute();
}
