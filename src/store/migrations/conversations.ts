import { type Kysely, sql } from 'kysely';
import type { Kind } from './kind.ts';

// Tables of conversations, their activities, state and files, and of the store itself.

export async function createConversations(db: Kysely<unknown>, kind: Kind): Promise<void> {
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

export async function createWriteProbe(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('write_probe')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('writes', 'integer', (column) => column.notNull())
    .execute();
}

export async function createUploadPieces(db: Kysely<unknown>, kind: Kind): Promise<void> {
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

export async function createClockSteps(db: Kysely<unknown>): Promise<void> {
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
