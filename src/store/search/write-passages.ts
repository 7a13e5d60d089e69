import { sql } from 'kysely';
import type { Engine, Queries } from '../engine.ts';
import type { Passage } from './passages.ts';

/** PostgreSQL stores no more positions per word, and none beyond the last. */
const MAX_POSITIONS = 255;
const LAST_POSITION = 16_383;

/** Stores passages with their words. */
export async function insertPassages(
  queries: Queries,
  { kind }: Pick<Engine, 'kind'>,
  passages: readonly (Passage & { conversationId: string })[],
): Promise<void> {
  if (passages.length === 0) return;
  if (kind === 'postgres') {
    const rows = passages.map(
      ({ conversationId, fromSeq, toSeq, words }) =>
        sql`(${conversationId}, ${fromSeq}::integer, ${toSeq}::integer, ${vectorOf(words)}::tsvector)`,
    );
    await sql`insert into search_passages (conversation_id, from_seq, to_seq, words)
      values ${sql.join(rows)}`.execute(queries);
    return;
  }
  for (const { conversationId, fromSeq, toSeq, words } of passages) {
    const { id } = await queries
      .insertInto('search_passages')
      .values({ conversation_id: conversationId, from_seq: fromSeq, to_seq: toSeq })
      .returning('id')
      .executeTakeFirstOrThrow();
    await sql`insert into search_words (rowid, words) values (${id}, ${words.join(' ')})`.execute(queries);
  }
}

/**
 * Words as a `tsvector`, built here so that PostgreSQL's own parser, which splits words differently, is not involved.
 */
function vectorOf(words: readonly string[]): string {
  const positions = new Map<string, number[]>();
  for (const [index, word] of words.entries()) {
    const known = positions.get(word);
    if (known === undefined) positions.set(word, [index + 1]);
    else if (known.length < MAX_POSITIONS && index < LAST_POSITION) known.push(index + 1);
  }
  return [...positions].map(([word, at]) => `'${word}':${at.join(',')}`).join(' ');
}
