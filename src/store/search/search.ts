import { sql } from 'kysely';
import type { Engine } from '../engine.ts';
import { matchOf, type Term } from './query.ts';

/** A passage that has all terms of a search. */
export interface PassageFound {
  /** Grows with the time at which it was indexed. */
  id: number;
  conversationId: string;
  fromSeq: number;
  toSeq: number;
}

/** Searches the words of all conversations. */
export class Search {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Finds passages that have all terms, the newest first.
   * @param before continues behind the passage with this id
   */
  async passages(
    terms: readonly Term[],
    { before, most }: { before: number | undefined; most: number },
  ): Promise<PassageFound[]> {
    if (terms.length === 0) return [];
    const { db, kind } = this.#engine;
    const match = matchOf(kind, terms);
    const columns = sql`search_passages.id, conversation_id as "conversationId", from_seq as "fromSeq", to_seq as "toSeq"`;
    const { rows } =
      kind === 'postgres'
        ? // The sum keeps the planner from reading all passages, newest first, in the hope of a match.
          await sql<PassageFound>`select ${columns} from search_passages
            where words @@ ${match}::tsquery and id < ${before ?? Number.MAX_SAFE_INTEGER}
            order by id + 0 desc limit ${most}`.execute(db)
        : await sql<PassageFound>`select ${columns}
            from (
              select rowid as found from search_words
              where words match ${match} and rowid < ${before ?? Number.MAX_SAFE_INTEGER}
              order by rowid desc limit ${most}
            ) as places
            join search_passages on search_passages.id = places.found
            order by search_passages.id desc`.execute(db);
    return rows;
  }
}
