import { type Selectable, sql } from 'kysely';
import { inParts } from '../batcher.ts';
import type { Engine, Queries } from '../engine.ts';
import type { ConversationFactRow, TurnFactRow } from '../schema/insights.ts';
import type { ChatRow } from '../schema/handoff.ts';
import { factOf, type TurnFact } from '../turn-facts.ts';
import { addToTotals, type CountsOfGroup, countsIn } from './totals.ts';
import { addCounts, type CountedChat, type Counts, countsOf } from './counts.ts';
import { languageOf } from './language.ts';
import { isQuestion, withLaterFacts } from './later-facts.ts';
import { resolutionOf } from './resolution.ts';

type StoredChat = Pick<
  ChatRow,
  'conversation_id' | 'requested_at' | 'claimed_at' | 'state' | 'outcome' | 'stars'
>;

/** The stored data of one conversation. */
interface Stored {
  id: string;
  rows: Selectable<TurnFactRow>[];
  chats: StoredChat[];
  before: Counts;
}

/** How many conversations go into one statement: SQLite takes at most 32,766 values. */
const MAX_AT_ONCE = 500;

/**
 * Brings the facts of conversations up to date: joins later facts to their turns, works out their resolutions, and
 * changes the totals by the difference from what they counted for before. Counting twice changes nothing. Run it once,
 * in a transaction that has locked the conversations: nobody else may write to their turns.
 */
export async function countConversations(
  queries: Queries,
  engine: Engine,
  ids: readonly string[],
): Promise<void> {
  const difference = new Map<string, CountsOfGroup>();
  for (const part of inParts([...ids], MAX_AT_ONCE)) await countPart(queries, engine, part, difference);
  // Totals are locked last, after every conversation: a transaction that holds totals then waits only for other totals.
  await addToTotals(queries, engine, difference.values());
}

async function countPart(
  queries: Queries,
  engine: Engine,
  ids: readonly string[],
  difference: Map<string, CountsOfGroup>,
): Promise<void> {
  const counted: ConversationFactRow[] = [];
  for (const stored of await read(queries, ids)) {
    const { row, counts } = await countOne(queries, stored, engine.localTime);
    counted.push(row);
    const language = languageOf(row.locale);
    const key = `${row.channel}\n${language}`;
    const group = difference.get(key) ?? { channel: row.channel, language, counts: {} };
    addCounts(group.counts, counts, 1);
    addCounts(group.counts, stored.before, -1);
    difference.set(key, group);
  }
  await queries
    .updateTable('turn_facts')
    .set({ is_counted: 1 })
    .where('conversation_id', 'in', ids)
    .where('is_counted', '=', 0)
    .execute();
  await save(queries, engine, counted);
}

/**
 * Counts what is still uncounted: the daily totals, which say nothing about a person, outlive the conversations. Call
 * it under the same conditions as `countConversations`.
 */
export async function countBeforeRemoval(
  queries: Queries,
  engine: Engine,
  ids: readonly string[],
): Promise<void> {
  const uncounted: string[] = [];
  for (const part of inParts([...ids], MAX_AT_ONCE)) {
    const rows = await queries
      .selectFrom('turn_facts')
      .select('conversation_id')
      .distinct()
      .where('conversation_id', 'in', part)
      .where('is_counted', '=', 0)
      .execute();
    uncounted.push(...rows.map(({ conversation_id: id }) => id));
  }
  await countConversations(queries, engine, uncounted);
}

async function read(queries: Queries, ids: readonly string[]): Promise<Stored[]> {
  const rows = await queries
    .selectFrom('turn_facts')
    .selectAll()
    .where('conversation_id', 'in', ids)
    .orderBy('number')
    .execute();
  const chats = await queries
    .selectFrom('chats')
    .select(['conversation_id', 'requested_at', 'claimed_at', 'state', 'outcome', 'stars'])
    .where('conversation_id', 'in', ids)
    .orderBy('requested_at')
    .execute();
  const before = await queries
    .selectFrom('conversation_facts')
    .select(['conversation_id', 'counted'])
    .where('conversation_id', 'in', ids)
    .execute();
  const countedBefore = new Map(before.map(({ conversation_id: id, counted }) => [id, countsIn(counted)]));
  const chatsOf = Map.groupBy(chats, ({ conversation_id: id }) => id);
  return [...Map.groupBy(rows, ({ conversation_id: id }) => id)].map(([id, facts]) => ({
    id,
    rows: facts,
    chats: chatsOf.get(id) ?? [],
    before: countedBefore.get(id) ?? {},
  }));
}

async function countOne(
  queries: Queries,
  { id, rows, chats }: Stored,
  localTime: Engine['localTime'],
): Promise<{ row: ConversationFactRow; counts: Counts }> {
  const endings = chats.map(({ requested_at: requestedAt, outcome, stars }) => ({
    requestedAt,
    outcome,
    stars,
  }));
  const facts = withLaterFacts(rows.map(factOf), endings);
  for (const [at, fact] of facts.entries()) await saveLater(queries, rows[at], fact);
  const resolution = resolutionOf(facts);
  const counts = countsOf({ facts, chats: chats.map(countedChat), resolution }, localTime);
  const [first, last] = [facts[0]!, facts.at(-1)!];
  const row: ConversationFactRow = {
    conversation_id: id,
    channel: first.channel,
    locale: first.locale,
    started_at: first.at,
    last_at: last.at,
    day: localTime(first.at).day,
    questions: facts.filter(isQuestion).length,
    resolution,
    person_asked_at: firstOf(facts.map(({ personAskedAt }) => personAskedAt)),
    returned_at: firstOf(facts.map(({ returnedAt }) => returnedAt)),
    counted: JSON.stringify(counts),
  };
  return { row, counts };
}

const countedChat = ({
  requested_at: requestedAt,
  claimed_at: claimedAt,
  state,
  stars,
}: StoredChat): CountedChat => ({
  requestedAt,
  isClaimed: claimedAt !== null,
  isMissed: state === 'closed' && claimedAt === null,
  stars,
});

/** Writes what has become known about a turn since; for most turns that is nothing. */
async function saveLater(
  queries: Queries,
  row: Selectable<TurnFactRow> | undefined,
  fact: TurnFact,
): Promise<void> {
  if (row === undefined) return;
  const later = {
    chosen: fact.chosen,
    helped: fact.helped === null ? null : fact.helped ? 1 : 0,
    asked_again_at: fact.askedAgainAt,
    person_asked_at: fact.personAskedAt,
    chat_outcome: fact.chatOutcome,
    stars: fact.stars,
    returned_at: fact.returnedAt,
  };
  const isNew = Object.entries(later).some(([name, value]) => row[name as keyof typeof later] !== value);
  if (isNew) await queries.updateTable('turn_facts').set(later).where('number', '=', row.number).execute();
}

async function save(queries: Queries, engine: Engine, rows: ConversationFactRow[]): Promise<void> {
  for (const part of inParts(rows, engine.rowsPerStatement))
    await queries
      .insertInto('conversation_facts')
      .values(part)
      .onConflict((conflict) =>
        conflict.column('conversation_id').doUpdateSet({
          last_at: sql.ref('excluded.last_at'),
          questions: sql.ref('excluded.questions'),
          resolution: sql.ref('excluded.resolution'),
          person_asked_at: sql.ref('excluded.person_asked_at'),
          returned_at: sql.ref('excluded.returned_at'),
          counted: sql.ref('excluded.counted'),
        }),
      )
      .execute();
}

const firstOf = (times: readonly (number | null)[]): number | null =>
  times.find((time) => time !== null) ?? null;
