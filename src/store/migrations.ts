import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { StoreError } from './errors.ts';
import type { Tables } from './schema.ts';

type Kind = 'sqlite' | 'postgres';

/** In order, never changed once released, never undone: a mistake is mended by a further migration. */
const migrations = (kind: Kind): Record<string, Migration> => ({
  '0001_conversations': { up: (db: Kysely<unknown>) => createConversations(db, kind) },
  '0002_tickets': { up: createTickets },
  '0003_agents': { up: createAgents },
  '0004_chats': { up: createChats },
  '0005_outside': { up: createOutside },
  '0006_hub': { up: createHub },
  '0007_deliveries_in': { up: createDeliveriesIn },
  '0008_unreachable': { up: createUnreachable },
  '0009_teams_desk': { up: createTeamsDesk },
  '0010_write_probe': { up: createWriteProbe },
  '0012_upload_pieces': { up: (db: Kysely<unknown>) => createUploadPieces(db, kind) },
  '0013_message_parts': { up: addMessageParts },
  '0014_oidc_subjects': { up: createOidcSubjects },
  '0015_clock_steps': { up: createClockSteps },
});

async function createConversations(db: Kysely<unknown>, kind: Kind): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('user_name', 'text')
    .addColumn('locale', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_active_at', 'bigint', (column) => column.notNull())
    .addColumn('started_at', 'bigint')
    .addColumn('last_seq', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('pending', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('lease_owner', 'bigint')
    .execute();
  await db.schema
    .createIndex('conversations_by_user')
    .on('conversations')
    .columns(['user_id', 'created_at'])
    .execute();
  await db.schema
    .createIndex('conversations_by_activity')
    .on('conversations')
    .column('last_active_at')
    .execute();

  await db.schema
    .createTable('activities')
    .addColumn('conversation_id', 'text', (column) =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('client_id', 'text')
    .addColumn('status', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('hidden', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('activities_pk', ['conversation_id', 'seq'])
    .execute();
  await db.schema
    .createIndex('activities_by_client_id')
    .on('activities')
    .columns(['conversation_id', 'client_id'])
    .unique()
    .where(sql.ref('client_id'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('activities_unanswered')
    .on('activities')
    .columns(['conversation_id', 'seq'])
    .where(sql.ref('status'), '=', sql.lit('accepted'))
    .execute();

  await db.schema
    .createTable('state')
    // Keys are searched by prefix, which needs an order by code point on either engine.
    .addColumn('key', kind === 'postgres' ? sql`text collate "C"` : 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('etag', 'text', (column) => column.notNull())
    .addColumn('expected', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('state_by_age').on('state').column('updated_at').execute();

  await db.schema
    .createTable('uploads')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('content_type', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('content', kind === 'postgres' ? 'bytea' : 'blob', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('uploads_by_conversation').on('uploads').column('conversation_id').execute();
}

async function createTickets(db: Kysely<unknown>): Promise<void> {
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

async function createAgents(db: Kysely<unknown>): Promise<void> {
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

async function createChats(db: Kysely<unknown>): Promise<void> {
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

async function createOutside(db: Kysely<unknown>): Promise<void> {
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

async function createHub(db: Kysely<unknown>): Promise<void> {
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

async function createDeliveriesIn(db: Kysely<unknown>): Promise<void> {
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

async function createUnreachable(db: Kysely<unknown>): Promise<void> {
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

async function createTeamsDesk(db: Kysely<unknown>): Promise<void> {
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

async function createWriteProbe(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('write_probe')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('writes', 'integer', (column) => column.notNull())
    .execute();
}

async function createUploadPieces(db: Kysely<unknown>, kind: Kind): Promise<void> {
  await db.schema
    .createTable('upload_pieces')
    .addColumn('upload_id', 'text', (column) => column.notNull().references('uploads.id').onDelete('cascade'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('content', kind === 'postgres' ? 'bytea' : 'blob', (column) => column.notNull())
    .addPrimaryKeyConstraint('upload_pieces_pk', ['upload_id', 'number'])
    .execute();
  await sql`insert into upload_pieces (upload_id, number, content) select id, 0, content from uploads`.execute(
    db,
  );
  await db.schema.alterTable('uploads').dropColumn('content').execute();
}

async function addMessageParts(db: Kysely<unknown>): Promise<void> {
  for (const [table, column] of [
    ['outbox', 'said_parts'],
    ['teams_chats', 'sent_parts'],
  ] as const)
    await db.schema
      .alterTable(table)
      .addColumn(column, 'integer', (definition) => definition.notNull().defaultTo(0))
      .execute();
}

async function createOidcSubjects(db: Kysely<unknown>): Promise<void> {
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

async function createClockSteps(db: Kysely<unknown>): Promise<void> {
  for (const table of ['outbox', 'deliveries', 'hub_chats', 'teams_chats'])
    await db.schema
      .alterTable(table)
      .addColumn('set_at', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
  await db.schema
    .createTable('retention_clock')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('jumped_at', 'bigint')
    .execute();
}

/**
 * Brings the database up to this code's schema; several processes may start at once.
 * @throws StoreError `DatabaseTooNew` when the database was written by a newer version of this code,
 *   before anything is changed
 */
export async function migrate(db: Kysely<Tables>, kind: Kind): Promise<void> {
  const known = migrations(kind);
  const foreign = (await appliedMigrations(db)).find((name) => !(name in known));
  if (foreign !== undefined)
    throw new StoreError(
      'DatabaseTooNew',
      `The database was written by a newer version of this program (it has "${foreign}"). ` +
        'Start the newer version, or restore a backup made before the upgrade.',
    );
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(known) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function appliedMigrations(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name);
}
