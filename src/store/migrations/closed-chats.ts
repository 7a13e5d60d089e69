import { type Kysely, sql } from 'kysely';

/** The order of closed chats, when a chat was reopened, and transcripts on their way to a mailbox. */
export async function createClosedChats(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('chats').addColumn('reopened_at', 'bigint').execute();
  await db.schema
    .createIndex('chats_closed')
    .on('chats')
    .columns(['closed_at', 'reference'])
    .where(sql.ref('state'), '=', sql.lit('closed'))
    .execute();
  await db.schema
    .createTable('transcript_mails')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('scheduled_at', 'bigint', (column) => column.notNull())
    .addColumn('problem', 'text')
    .execute();
  await db.schema
    .createIndex('transcript_mails_by_conversation')
    .on('transcript_mails')
    .column('conversation_id')
    .execute();
  await db.schema
    .createIndex('transcript_mails_due')
    .on('transcript_mails')
    .column('due_at')
    .where(sql.ref('state'), '=', sql.lit('due'))
    .execute();
}
