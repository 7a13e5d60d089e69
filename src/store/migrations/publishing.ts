import type { Kysely } from 'kysely';

/** What publishing from the desk needs: who changed what in each release, its figures, progress and schedule. */
export async function createPublishing(db: Kysely<unknown>): Promise<void> {
  await createDetails(db);
  await createRuns(db);
  await createSchedule(db);
}

async function createDetails(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('entry_changes')
    .addColumn('release_number', 'integer', (column) => column.notNull().references('releases.number'))
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addColumn('editors', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('entry_changes_key', ['release_number', 'document', 'kind', 'id'])
    .execute();
  await db.schema
    .createIndex('entry_changes_of_entry')
    .on('entry_changes')
    .columns(['document', 'kind', 'id'])
    .execute();
  await db.schema
    .createTable('release_figures')
    .addColumn('release_number', 'integer', (column) => column.primaryKey().references('releases.number'))
    .addColumn('answers', 'integer', (column) => column.notNull())
    .addColumn('phrases', 'integer', (column) => column.notNull())
    .addColumn('expected', 'integer', (column) => column.notNull())
    .addColumn('expected_held', 'integer', (column) => column.notNull())
    .addColumn('trained_ms', 'bigint')
    .execute();
  await db.schema.alterTable('publications').addColumn('despite', 'text').execute();
  await db.schema.alterTable('classifiers').addColumn('used_at', 'bigint').execute();
}

async function createRuns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('publish_runs')
    .addColumn('slot', 'integer', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('done', 'integer', (column) => column.notNull())
    .addColumn('total', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('outcome', 'text')
    .execute();
}

/** Lets a run say which release it publishes: at the desk, releases are published in runs as the draft is. */
export async function addRunRelease(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('publish_runs').addColumn('release_number', 'integer').execute();
}

async function createSchedule(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('scheduled_publications')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('release_number', 'integer', (column) => column.notNull().references('releases.number'))
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('despite', 'text')
    .addColumn('based_on', 'integer', (column) => column.notNull())
    .addColumn('taken', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addColumn('publication', 'integer')
    .execute();
  await db.schema
    .createIndex('scheduled_publications_due')
    .on('scheduled_publications')
    .columns(['state', 'due_at'])
    .execute();
}
