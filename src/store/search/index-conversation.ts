import type { Engine, Queries } from '../engine.ts';
import type { StoredActivity } from '../events.ts';
import type { ReadBody } from '../readable-bodies.ts';
import { passagesIn } from './passages.ts';
import { insertPassages } from './write-passages.ts';

/** A conversation with activities that are not indexed yet. */
export interface Unindexed {
  conversationId: string;
  lastSeq: number;
  indexedSeq: number;
}

/** Activities that are indexed in one transaction; the rest of a longer conversation follows. */
const MOST_ACTIVITIES = 400;
const MOST_EXTENDED = 200;

export interface IndexParts {
  engine: Engine;
  readBody: ReadBody;
}

/**
 * Indexes what is new in a conversation, however many processes try at once.
 * @returns the sequence number that it is indexed up to now; undefined when another process was faster
 */
export async function indexConversation(parts: IndexParts, due: Unindexed): Promise<number | undefined> {
  const { engine } = parts;
  const { conversationId, lastSeq, indexedSeq } = due;
  const last = await engine.db
    .selectFrom('search_passages')
    .select(['id', 'from_seq'])
    .where('conversation_id', '=', conversationId)
    .orderBy('from_seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  // The last passage is written anew with what has been added, unless too much that nobody reads lies between.
  const extended = last !== undefined && indexedSeq - last.from_seq < MOST_EXTENDED ? last : undefined;
  const first = extended?.from_seq ?? indexedSeq + 1;
  const activities = await readFrom(parts, conversationId, { first, lastSeq });
  const upTo = activities.length === MOST_ACTIVITIES ? (activities.at(-1)?.seq ?? lastSeq) : lastSeq;
  const passages = passagesIn(activities);
  // All reading is done: the transaction holds its locks only for as long as it writes.
  return await engine.db.transaction().execute(async (transaction) => {
    if (!(await noteProgress(transaction, due, upTo))) return undefined;
    if (extended !== undefined)
      await transaction.deleteFrom('search_passages').where('id', '=', extended.id).execute();
    await insertPassages(
      transaction,
      engine,
      passages.map((passage) => ({ ...passage, conversationId })),
    );
    return upTo;
  });
}

async function readFrom(
  { engine, readBody }: IndexParts,
  conversationId: string,
  { first, lastSeq }: { first: number; lastSeq: number },
): Promise<StoredActivity[]> {
  const rows = await engine.db
    .selectFrom('activities')
    .select(['seq', 'is_hidden', 'body'])
    .where('conversation_id', '=', conversationId)
    .where('seq', '>=', first)
    .where('seq', '<=', lastSeq)
    .orderBy('seq')
    .limit(MOST_ACTIVITIES)
    .execute();
  return rows.map(({ seq, is_hidden, body }) => ({
    seq,
    hidden: is_hidden === 1,
    body: readBody({ conversationId, seq, body }),
  }));
}

/** @returns false when another process has indexed it meanwhile */
async function noteProgress(
  queries: Queries,
  { conversationId, indexedSeq }: Unindexed,
  upTo: number,
): Promise<boolean> {
  const noted = await queries
    .insertInto('search_progress')
    .values({ conversation_id: conversationId, indexed_seq: upTo })
    .onConflict((conflict) =>
      conflict
        .column('conversation_id')
        .doUpdateSet({ indexed_seq: upTo })
        .where('search_progress.indexed_seq', '=', indexedSeq),
    )
    .returning('conversation_id')
    .executeTakeFirst();
  return noted !== undefined;
}
