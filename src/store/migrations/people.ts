import { type Kysely, sql } from 'kysely';

// Tables of the way to a person: tickets, agents, chats.

export async function createTickets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tickets')
    .addColumn('reference', 'text', (column) => column.primaryKey())
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text')
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('subject', 'text')
    .addColumn('models', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .execute();
  for (const column of ['conversation_id', 'user_id', 'created_at'])
    await db.schema.createIndex(`tickets_by_${column}`).on('tickets').column(column).execute();

  await db.schema
    .createTable('deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('reference', 'text', (column) =>
      column.notNull().references('tickets.reference').onDelete('cascade'),
    )
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('answer', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('problem', 'text')
    .execute();
  await db.schema.createIndex('deliveries_by_reference').on('deliveries').column('reference').execute();
  await db.schema
    .createIndex('deliveries_due')
    .on('deliveries')
    .column('due_at')
    .where(sql.ref('state'), '=', sql.lit('due'))
    .execute();
}

export async function createAgents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('disabled', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('agent_sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('agent_id', 'text', (column) => column.notNull().references('agents.id').onDelete('cascade'))
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('agent_sessions_by_agent').on('agent_sessions').column('agent_id').execute();
  await db.schema
    .createTable('audit')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('who', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('about', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('audit_by_time').on('audit').column('at').execute();
}

export async function createChats(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chats')
    .addColumn('reference', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('channel_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('locale', 'text')
    .addColumn('time_zone', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('subject', 'text')
    .addColumn('models', 'text', (column) => column.notNull())
    .addColumn('mood', 'text')
    .addColumn('requested_at', 'bigint', (column) => column.notNull())
    .addColumn('goes_first', 'integer', (column) => column.notNull())
    .addColumn('first_place', 'integer', (column) => column.notNull())
    .addColumn('told_place', 'integer', (column) => column.notNull())
    .addColumn('claimed_at', 'bigint')
    .addColumn('agent_id', 'text')
    .addColumn('agent_name', 'text')
    .addColumn('wanted_agent_id', 'text')
    .addColumn('wanted_agent_name', 'text')
    .addColumn('alarmed_at', 'bigint')
    .addColumn('closed_at', 'bigint')
    .addColumn('ended', 'text')
    .addColumn('ended_by', 'text')
    .addColumn('outcome', 'text')
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('stars', 'integer')
    .addColumn('comment', 'text')
    .execute();
  await db.schema
    .createIndex('chats_open')
    .on('chats')
    .column('conversation_id')
    .unique()
    .where(sql.ref('state'), '<>', sql.lit('closed'))
    .execute();
  for (const column of ['conversation_id', 'user_id', 'requested_at', 'claimed_at'])
    await db.schema.createIndex(`chats_by_${column}`).on('chats').column(column).execute();

  await db.schema
    .createTable('chat_notes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('reference', 'text', (column) =>
      column.notNull().references('chats.reference').onDelete('cascade'),
    )
    .addColumn('agent_name', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('chat_notes_by_chat').on('chat_notes').column('reference').execute();

  await db.schema
    .createTable('presence')
    .addColumn('agent_id', 'text', (column) =>
      column.primaryKey().references('agents.id').onDelete('cascade'),
    )
    .addColumn('availability', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('looking_at', 'text')
    .addColumn('assigned_at', 'bigint', (column) => column.notNull())
    .execute();
}

export async function createOidcSubjects(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('agents').addColumn('oidc_issuer', 'text').execute();
  await db.schema.alterTable('agents').addColumn('oidc_subject', 'text').execute();
  await db.schema
    .createIndex('agents_by_oidc_subject')
    .on('agents')
    .columns(['oidc_issuer', 'oidc_subject'])
    .unique()
    .where(sql.ref('oidc_subject'), 'is not', null)
    .execute();
}
