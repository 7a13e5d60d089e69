import { type Kysely, sql } from 'kysely';
import type { Kind } from './kind.ts';

/**
 * Facts of turns, resolutions of conversations, and daily totals. The facts are deleted together with their
 * conversation.
 */
export async function createInsights(db: Kysely<unknown>, kind: Kind): Promise<void> {
  await createTurnFacts(db, kind);
  await createConversationFacts(db);
  const totals = db.schema
    .createTable('insight_days')
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('measure', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('insight_days_pk', ['measure', 'day', 'key', 'channel', 'locale']);
  // A view of a quarter reads a hundred thousand rows in key order, so they are stored in that order.
  await (kind === 'sqlite' ? totals.modifyEnd(sql`without rowid`) : totals).execute();
}

async function createTurnFacts(db: Kysely<unknown>, kind: Kind): Promise<void> {
  await db.schema
    .createTable('turn_facts')
    // Ascending, so that a turn appends its row instead of searching for its place.
    .addColumn('number', kind === 'postgres' ? 'bigserial' : 'integer', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('locale', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('parts', 'text')
    .addColumn('intent', 'text')
    .addColumn('certainty', 'text', (column) => column.notNull())
    .addColumn('confidence', 'double precision', (column) => column.notNull())
    .addColumn('runners_up', 'text', (column) => column.notNull())
    .addColumn('rule', 'text')
    .addColumn('models', 'text', (column) => column.notNull())
    .addColumn('apps', 'text', (column) => column.notNull())
    .addColumn('knowledge_version', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('answer', 'text')
    .addColumn('chosen', 'text')
    .addColumn('took_microseconds', 'integer', (column) => column.notNull())
    .addColumn('thumb', 'integer')
    .addColumn('helped', 'integer')
    .addColumn('asked_again_at', 'bigint')
    .addColumn('person_asked_at', 'bigint')
    .addColumn('chat_outcome', 'text')
    .addColumn('stars', 'integer')
    .addColumn('returned_at', 'bigint')
    .addColumn('is_counted', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex('turn_facts_by_conversation')
    .on('turn_facts')
    .column('conversation_id')
    .execute();
  await db.schema.createIndex('turn_facts_by_time').on('turn_facts').column('at').execute();
  await db.schema
    .createIndex('turn_facts_uncounted')
    .on('turn_facts')
    .column('number')
    .where(sql.ref('is_counted'), '=', sql.lit(0))
    .execute();
}

async function createConversationFacts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversation_facts')
    .addColumn('conversation_id', 'text', (column) =>
      column.primaryKey().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('locale', 'text')
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('questions', 'integer', (column) => column.notNull())
    .addColumn('resolution', 'text')
    .addColumn('person_asked_at', 'bigint')
    .addColumn('returned_at', 'bigint')
    .addColumn('counted', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('conversation_facts_by_start')
    .on('conversation_facts')
    .column('started_at')
    .execute();
}
