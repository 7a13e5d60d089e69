import { type Kysely, sql } from 'kysely';
import type { Kind } from './kind.ts';

/** The words of all conversations, for the search; deleted together with the conversation. */
export async function createSearch(db: Kysely<unknown>, kind: Kind): Promise<void> {
  await db.schema
    .createTable('search_passages')
    .addColumn('id', kind === 'postgres' ? 'bigint' : 'integer', (column) =>
      kind === 'postgres'
        ? column.primaryKey().generatedAlwaysAsIdentity()
        : column.primaryKey().autoIncrement(),
    )
    .addColumn('conversation_id', 'text', (column) =>
      column.notNull().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('from_seq', 'integer', (column) => column.notNull())
    .addColumn('to_seq', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('search_passages_by_conversation')
    .on('search_passages')
    .columns(['conversation_id', 'from_seq'])
    .execute();
  await db.schema
    .createTable('search_progress')
    .addColumn('conversation_id', 'text', (column) =>
      column.primaryKey().references('conversations.id').onDelete('cascade'),
    )
    .addColumn('indexed_seq', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('search_cursor')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('active_from', 'bigint', (column) => column.notNull())
    .addColumn('lease_owner', 'bigint', (column) => column.notNull())
    .addColumn('leased_until', 'bigint', (column) => column.notNull())
    .execute();
  await (kind === 'postgres' ? createVectors(db) : createWords(db));
}

async function createVectors(db: Kysely<unknown>): Promise<void> {
  await sql`alter table search_passages add column words tsvector`.execute(db);
  // Small rows: a search that finds many passages reads all of their rows, but none of their words.
  await sql`alter table search_passages set (toast_tuple_target = 128)`.execute(db);
  // With fast updates, every search would have to read the list of entries that are still to be indexed.
  await sql`create index search_passages_by_words on search_passages using gin (words) with (fastupdate = off)`.execute(
    db,
  );
}

async function createWords(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table search_words using fts5 (words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')`.execute(
    db,
  );
  // Deleted text leaves the index at once, rather than when its pages are next written.
  await sql`insert into search_words (search_words, rank) values ('secure-delete', 1)`.execute(db);
  await sql`create trigger search_words_follow after delete on search_passages
    begin delete from search_words where rowid = old.id; end`.execute(db);
}
