import type { Queries } from '../engine.ts';
import { factOf, type TurnFact } from '../turn-facts.ts';
import { isQuestion, isSameSubject, RETURN_MS } from './later-facts.ts';

interface Span {
  id: string;
  userId: string;
  startedAt: number;
  lastAt: number;
}

/** Two conversations of a customer: the later one began soon after the earlier one. */
interface Pair {
  earlier: Span;
  later: Span;
}

/**
 * Notes where customers have come back with the same subject in another conversation: the earlier one has to be counted
 * again. Run it in the transaction that has counted the conversations.
 */
export async function noteReturns(queries: Queries, ids: readonly string[]): Promise<void> {
  const pairs = pairsAmong(await spansBeside(queries, ids));
  if (pairs.length === 0) return;
  const involved = [...new Set(pairs.flatMap(({ earlier, later }) => [earlier.id, later.id]))];
  const rows = await queries
    .selectFrom('turn_facts')
    .selectAll()
    .where('conversation_id', 'in', involved)
    .orderBy('number')
    .execute();
  const turns = Map.groupBy(
    rows.map((row) => ({ number: row.number, fact: factOf(row) })),
    ({ fact }) => fact.conversationId,
  );
  for (const { earlier, later } of pairs)
    await notePair(queries, turns.get(earlier.id) ?? [], turns.get(later.id) ?? []);
}

/** All conversations of the customers whose conversations these are. */
async function spansBeside(queries: Queries, ids: readonly string[]): Promise<Span[]> {
  return await queries
    .selectFrom('conversations')
    .innerJoin('conversation_facts', 'conversation_facts.conversation_id', 'conversations.id')
    .select([
      'conversations.id',
      'conversations.user_id as userId',
      'conversation_facts.started_at as startedAt',
      'conversation_facts.last_at as lastAt',
    ])
    .where('conversations.user_id', 'in', (eb) =>
      eb.selectFrom('conversations as those').select('those.user_id').where('those.id', 'in', ids),
    )
    .where('conversations.user_id', '<>', '')
    .orderBy('conversation_facts.started_at')
    .execute();
}

function pairsAmong(spans: readonly Span[]): Pair[] {
  const pairs: Pair[] = [];
  for (const ofUser of Map.groupBy(spans, ({ userId }) => userId).values())
    for (const [at, later] of ofUser.entries())
      for (const earlier of ofUser.slice(0, at))
        if (later.startedAt - earlier.lastAt <= RETURN_MS) pairs.push({ earlier, later });
  return pairs;
}

interface Turn {
  number: number;
  fact: TurnFact;
}

async function notePair(queries: Queries, earlier: readonly Turn[], later: readonly Turn[]): Promise<void> {
  for (const { number, fact } of earlier) {
    if (!isQuestion(fact) || fact.returnedAt !== null) continue;
    const back = later.find(
      ({ fact: again }) =>
        isQuestion(again) &&
        again.at > fact.at &&
        again.at - fact.at <= RETURN_MS &&
        isSameSubject(fact, again),
    );
    if (back === undefined) continue;
    fact.returnedAt = back.fact.at;
    await queries
      .updateTable('turn_facts')
      .set({ returned_at: back.fact.at, is_counted: 0 })
      .where('number', '=', number)
      .execute();
  }
}
