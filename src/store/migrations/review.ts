import type { Kysely } from 'kysely';

/**
 * What the review decided, and the resulting drafts. Nothing here is about a person: personal data is masked before
 * anything becomes a draft, and a question is identified by a hash of its masked words.
 */
export async function createReview(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('review_decisions')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('decision', 'text', (column) => column.notNull())
    .addColumn('decided_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('draft_answers')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('question', 'text', (column) => column.notNull())
    .addColumn('material', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('draft_phrases')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('intent', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
}
