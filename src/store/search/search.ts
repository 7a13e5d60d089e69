import { sql } from 'kysely';
import type { Chat } from '#handoff/chat.ts';
import type { Engine } from '../engine.ts';
import type { StoredActivity } from '../events.ts';
import type { ReadBody } from '../readable-bodies.ts';
import { matchOf, type Term } from './query.ts';

/** A passage that contains all terms of a search. */
export interface PassageFound {
  /** Passages indexed later have higher ids. */
  id: number;
  conversationId: string;
  fromSeq: number;
  toSeq: number;
}

/** How many of the newest passages are read before the index is asked. */
const NEWEST = 500;
const columns = sql`search_passages.id, conversation_id as "conversationId", from_seq as "fromSeq", to_seq as "toSeq"`;

interface Place {
  before: number;
  most: number;
}

/** Whose conversation it is, and its newest chat. */
export interface ConversationFound {
  userId: string;
  name: string | undefined;
  createdAt: Date;
  /** The newest one, if it has any. */
  chat: Pick<Chat, 'reference' | 'state'> | undefined;
}

/** Searches the words of all conversations. */
export class Search {
  readonly #engine: Engine;
  readonly #readBody: ReadBody;

  constructor(engine: Engine, readBody: ReadBody) {
    this.#engine = engine;
    this.#readBody = readBody;
  }

  /**
   * Finds passages that contain all terms, newest first.
   * @param before continues after the passage with this id
   */
  async passages(
    terms: readonly Term[],
    { before, most }: { before: number | undefined; most: number },
  ): Promise<PassageFound[]> {
    if (terms.length === 0) return [];
    const match = matchOf(this.#engine.kind, terms);
    const place: Place = { before: before ?? Number.MAX_SAFE_INTEGER, most };
    if (this.#engine.kind === 'sqlite') return await this.#inWords(match, place);
    // Common words are found among the newest passages, without reading every place where they occur.
    const newest = await this.#inNewest(match, place);
    return newest.length === most ? newest : await this.#inVectors(match, place);
  }

  async #inWords(match: string, { before, most }: Place): Promise<PassageFound[]> {
    const { rows } = await sql<PassageFound>`select ${columns}
      from (
        select rowid as found from search_words
        where words match ${match} and rowid < ${before} order by rowid desc limit ${most}
      ) as places
      join search_passages on search_passages.id = places.found
      order by search_passages.id desc`.execute(this.#engine.db);
    return rows;
  }

  async #inNewest(match: string, { before, most }: Place): Promise<PassageFound[]> {
    const { rows } = await sql<PassageFound>`select ${columns}
      from (
        select * from search_passages where id < ${before} order by id desc limit ${NEWEST}
      ) as search_passages
      where words @@ ${match}::tsquery order by id desc limit ${most}`.execute(this.#engine.db);
    return rows;
  }

  async #inVectors(match: string, { before, most }: Place): Promise<PassageFound[]> {
    return await this.#engine.db.transaction().execute(async (transaction) => {
      // The planner assumes that words are independent of each other. For two common words that never occur together it
      // expects many passages, and would read all of them, although the index shows at once that there are none.
      await sql`set local enable_seqscan = off`.execute(transaction);
      // Adding 0 keeps the planner from reading all passages, newest first, in the hope of a match.
      const { rows } = await sql<PassageFound>`select ${columns} from search_passages
        where words @@ ${match}::tsquery and id < ${before}
        order by id + 0 desc limit ${most}`.execute(transaction);
      return rows;
    });
  }

  /**
   * Reads the activities of passages, in order, by passage id. Each passage must belong to a different conversation.
   */
  async activities(passages: readonly PassageFound[]): Promise<Map<number, StoredActivity[]>> {
    if (passages.length === 0) return new Map();
    const rows = await this.#engine.db
      .selectFrom('activities')
      .select(['conversation_id as conversationId', 'seq', 'is_hidden', 'body'])
      .where((eb) =>
        eb.or(
          passages.map(({ conversationId, fromSeq, toSeq }) =>
            eb.and([
              eb('conversation_id', '=', conversationId),
              eb('seq', '>=', fromSeq),
              eb('seq', '<=', toSeq),
            ]),
          ),
        ),
      )
      .orderBy('seq')
      .execute();
    const ofEach = Map.groupBy(rows, ({ conversationId }) => conversationId);
    return new Map(
      passages.map(({ id, conversationId }) => [
        id,
        (ofEach.get(conversationId) ?? []).map(({ seq, is_hidden, body }) => ({
          seq,
          hidden: is_hidden === 1,
          body: this.#readBody({ conversationId, seq, body }),
        })),
      ]),
    );
  }

  /** Reads whose conversations these are; conversations that were just erased are left out. */
  async conversations(ids: readonly string[]): Promise<Map<string, ConversationFound>> {
    if (ids.length === 0) return new Map();
    const { db } = this.#engine;
    const [conversations, chats] = await Promise.all([
      db
        .selectFrom('conversations')
        .select(['id', 'user_id', 'user_name', 'created_at'])
        .where('id', 'in', ids)
        .execute(),
      db
        .selectFrom('chats')
        .select(['conversation_id', 'reference', 'state', 'name'])
        .where('conversation_id', 'in', ids)
        .orderBy('requested_at')
        .execute(),
    ]);
    const newest = new Map(chats.map((chat) => [chat.conversation_id, chat]));
    return new Map(
      conversations.map(({ id, user_id: userId, user_name: userName, created_at: createdAt }) => {
        const chat = newest.get(id);
        return [
          id,
          {
            userId,
            name: chat?.name ?? userName ?? undefined,
            createdAt: new Date(createdAt),
            chat: chat && { reference: chat.reference, state: chat.state },
          },
        ];
      }),
    );
  }
}
