import type { Kysely } from 'kysely';

// Tables of the channels that the bot sends to: their outbox, the hub, Teams.

export async function createOutside(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('channel_references')
    .addColumn('conversation_id', 'text', (column) =>
      column.primaryKey().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('reference', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('outbox')
    .addColumn('conversation_id', 'text', (column) =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('outbox_pk', ['conversation_id', 'seq'])
    .execute();
  await db.schema.createIndex('outbox_by_due').on('outbox').column('due_at').execute();
}

export async function createHub(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('hub_chats')
    .addColumn('reference', 'text', (column) =>
      column.primaryKey().references('chats.reference').onDelete('cascade'),
    )
    .addColumn('is_told', 'integer', (column) => column.notNull())
    .addColumn('sent_seq', 'integer', (column) => column.notNull())
    .addColumn('is_over', 'integer', (column) => column.notNull())
    .addColumn('busy_until', 'bigint', (column) => column.notNull())
    .addColumn('failing_since', 'bigint')
    .execute();
}

export async function createDeliveriesIn(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('deliveries_in')
    .addColumn('conversation_id', 'text', (column) =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('activity_id', 'text', (column) => column.notNull())
    .addColumn('taken_by', 'bigint', (column) => column.notNull())
    .addColumn('is_done', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('deliveries_in_pk', ['conversation_id', 'activity_id'])
    .execute();
}

export async function createUnreachable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('channel_references')
    .addColumn('is_unreachable', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable('channel_sent')
    .addColumn('conversation_id', 'text', (column) =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('sent_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('channel_sent_pk', ['conversation_id', 'sent_id'])
    .execute();
}

export async function createTeamsDesk(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('teams_codes')
    .addColumn('code_hash', 'text', (column) => column.primaryKey())
    .addColumn('agent_id', 'text', (column) => column.notNull().references('agents.id').onDelete('cascade'))
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('teams_agents')
    .addColumn('agent_id', 'text', (column) =>
      column.primaryKey().references('agents.id').onDelete('cascade'),
    )
    .addColumn('teams_user_id', 'text', (column) => column.notNull().unique())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('teams_channel')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('reference', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('teams_chats')
    .addColumn('reference', 'text', (column) =>
      column.primaryKey().references('chats.reference').onDelete('cascade'),
    )
    .addColumn('card_id', 'text')
    .addColumn('thread_id', 'text', (column) => column.unique())
    .addColumn('shown', 'text', (column) => column.notNull())
    .addColumn('sent_seq', 'integer', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) => column.references('agents.id').onDelete('set null'))
    .addColumn('is_over', 'integer', (column) => column.notNull())
    .addColumn('busy_until', 'bigint', (column) => column.notNull())
    .addColumn('failing_since', 'bigint')
    .execute();
  await db.schema.createIndex('teams_chats_by_agent').on('teams_chats').column('agent_id').execute();
}

export async function addMessageParts(db: Kysely<unknown>): Promise<void> {
  for (const [table, column] of [
    ['outbox', 'said_parts'],
    ['teams_chats', 'sent_parts'],
  ] as const)
    await db.schema
      .alterTable(table)
      .addColumn(column, 'integer', (definition) => definition.notNull().defaultTo(0))
      .execute();
}
