import type { Selectable } from 'kysely';
import type { Queries } from '../engine.ts';
import type { TurnFactRow } from '../schema/insights.ts';
import { namesIn } from '../turn-facts.ts';
import { RETURN_MS } from './later-facts.ts';
import { keysOf, keysOfSame } from './subjects.ts';

const HOUR_MS = 3_600_000;
/** How many of a customer's conversations are looked at before each one, and how many after it. */
const MAX_BESIDE = 20;
/** How many of their questions are read, newest first. */
const MAX_QUESTIONS = 1000;

/**
 * Conversations of one customer that may continue one another: those to be counted, and those close to them in time.
 */
export type Neighbours = ReadonlySet<string>;

interface Span {
  id: string;
  userId: string;
  createdAt: number;
  lastActiveAt: number;
}

/** Finds the conversations that a customer may have returned to, or returned from. @returns a set for each customer */
export async function neighboursOf(queries: Queries, ids: readonly string[]): Promise<Neighbours[]> {
  const spans = await spansIn(queries)
    .where('id', 'in', ids)
    .where('user_id', '<>', '')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('conversations as others')
          .select('others.id')
          .whereRef('others.user_id', '=', 'conversations.user_id')
          .whereRef('others.id', '<>', 'conversations.id'),
      ),
    )
    .execute();
  const found: Neighbours[] = [];
  for (const own of Map.groupBy(spans, ({ userId }) => userId).values()) {
    const family = new Set(own.map(({ id }) => id));
    for (const span of own) for (const id of await beside(queries, span)) family.add(id);
    if (family.size > 1) found.push(family);
  }
  return found;
}

const spansIn = (queries: Queries) =>
  queries
    .selectFrom('conversations')
    .select(['id', 'user_id as userId', 'created_at as createdAt', 'last_active_at as lastActiveAt']);

async function beside(queries: Queries, { id, userId, createdAt, lastActiveAt }: Span): Promise<string[]> {
  const others = spansIn(queries)
    .where('user_id', '=', userId)
    .where('id', '<>', id)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(MAX_BESIDE);
  const earlier = await others.where('created_at', '<=', createdAt).execute();
  // The time of a conversation's last activity is rounded down to the hour.
  const later = await others
    .where('created_at', '>', createdAt)
    .where('created_at', '<=', lastActiveAt + HOUR_MS + RETURN_MS)
    .execute();
  const recent = earlier.filter((other) => other.lastActiveAt + HOUR_MS + RETURN_MS >= createdAt);
  return [...recent, ...later].map((other) => other.id);
}

/**
 * Records when a customer came back with the same subject in another conversation, and has that counted. Run it in a
 * transaction that has locked the conversations.
 */
export async function noteReturns(queries: Queries, neighbours: Neighbours): Promise<void> {
  const rows = await queries
    .selectFrom('turn_facts')
    .select(['number', 'conversation_id', 'at', 'intent', 'answer', 'models', 'returned_at'])
    .where('conversation_id', 'in', [...neighbours])
    .where('outcome', 'not in', ['small-talk', 'handed-over'])
    .orderBy('at', 'desc')
    .orderBy('number', 'desc')
    .limit(MAX_QUESTIONS)
    .execute();
  for (const { number, at } of returnsAmong(rows))
    await queries
      .updateTable('turn_facts')
      .set({ returned_at: at, is_counted: 0 })
      .where('number', '=', number)
      .execute();
}

type Question = Pick<
  Selectable<TurnFactRow>,
  'number' | 'conversation_id' | 'at' | 'intent' | 'answer' | 'models' | 'returned_at'
>;

/** @param questions newest first */
function returnsAmong(questions: readonly Question[]): { number: number; at: number }[] {
  const returns: { number: number; at: number }[] = [];
  /** By key, the next question, and the next one in a conversation other than that one. */
  const next = new Map<string, readonly Question[]>();
  for (const question of questions) {
    const { number, conversation_id: own, at, intent, answer, returned_at: known } = question;
    const asked = { intent, answer, models: namesIn(question.models) };
    const times = keysOfSame(asked)
      .flatMap((key) => next.get(key)?.find(({ conversation_id: id }) => id !== own) ?? [])
      .map((again) => again.at)
      .filter((again) => again > at && again - at <= RETURN_MS);
    if (known === null && times.length > 0) returns.push({ number, at: Math.min(...times) });
    for (const key of keysOf(asked)) {
      const others = next.get(key)?.filter(({ conversation_id: id }) => id !== own) ?? [];
      next.set(key, [question, ...others.slice(0, 1)]);
    }
  }
  return returns;
}
