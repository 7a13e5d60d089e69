import { setImmediate as giveWay } from 'node:timers/promises';
import type { Engine, Queries } from '../engine.ts';
import type { StoredActivity } from '../events.ts';
import type { ReadBody } from '../readable-bodies.ts';
import { passagesIn, type SpokenText, textIn } from './passages.ts';
import { insertPassages } from './write-passages.ts';

/** A conversation with activities that are not indexed yet. */
export interface Unindexed {
  conversationId: string;
  lastSeq: number;
  indexedSeq: number;
}

/** The limits of one transaction: activities, and characters of their texts. The rest of a conversation follows. */
const MAX_ACTIVITIES = 100;
const MAX_TEXT = 25_000;
const MAX_EXTENDED = 200;
/** How many activities are read at a time. SQLite answers synchronously, and an activity may have 64 kB. */
const PAGE = 16;

export interface IndexParts {
  engine: Engine;
  readBody: ReadBody;
}

/**
 * Indexes what is new in a conversation, however many processes try at the same time.
 * @returns the sequence number up to which it is now indexed; undefined if another process was faster
 */
export async function indexConversation(parts: IndexParts, due: Unindexed): Promise<number | undefined> {
  const { engine } = parts;
  const { conversationId, indexedSeq } = due;
  const last = await engine.db
    .selectFrom('search_passages')
    .select(['id', 'from_seq'])
    .where('conversation_id', '=', conversationId)
    .orderBy('from_seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  // The last passage is rewritten to include what was added, unless too many activities without text lie in between.
  const extended = last !== undefined && indexedSeq - last.from_seq < MAX_EXTENDED ? last : undefined;
  const first = extended?.from_seq ?? indexedSeq + 1;
  const { texts, upTo } = await readTexts(parts, due, first);
  const passages = passagesIn(texts);
  // All reading is done, so the transaction holds its locks only while it writes.
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

/**
 * Reads the texts from an activity on, as many as one transaction takes, and gives way to customers after each page.
 * @returns the texts that people read, and the sequence number up to which all were read, which has always advanced
 */
async function readTexts(
  parts: IndexParts,
  { conversationId, lastSeq, indexedSeq }: Unindexed,
  first: number,
): Promise<{ texts: SpokenText[]; upTo: number }> {
  const texts: SpokenText[] = [];
  let length = 0;
  for (let from = first; ;) {
    const page = await readPage(parts, conversationId, { from, lastSeq });
    for (const activity of page) {
      const text = textIn(activity);
      if (text !== '') texts.push({ seq: activity.seq, text });
      length += text.length;
    }
    const upTo = page.length < PAGE ? lastSeq : (page.at(-1)?.seq ?? lastSeq);
    const isEnough = length >= MAX_TEXT || upTo - first >= MAX_ACTIVITIES;
    if (upTo >= lastSeq || (isEnough && upTo > indexedSeq)) return { texts, upTo };
    from = upTo + 1;
    await giveWay();
  }
}

async function readPage(
  { engine, readBody }: IndexParts,
  conversationId: string,
  { from, lastSeq }: { from: number; lastSeq: number },
): Promise<StoredActivity[]> {
  const rows = await engine.db
    .selectFrom('activities')
    .select(['seq', 'is_hidden', 'body'])
    .where('conversation_id', '=', conversationId)
    .where('seq', '>=', from)
    .where('seq', '<=', lastSeq)
    .orderBy('seq')
    .limit(PAGE)
    .execute();
  return rows.map(({ seq, is_hidden, body }) => ({
    seq,
    hidden: is_hidden === 1,
    body: readBody({ conversationId, seq, body }),
  }));
}

/** @returns false if another process has indexed it first */
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
