import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { readCustomerNames } from './customer-names.ts';
import type { Engine } from './engine.ts';
import type { TurnResult } from './schema/insights.ts';

/** A customer's question, with the reasons to look at it again. It may contain personal data. */
export interface StoredQuestion {
  conversationId: string;
  /** See `readCustomerNames`. */
  names: string[];
  at: number;
  question: string;
  /** If the message asks several questions, the one that was understood least. */
  part: string | null;
  intent: string | null;
  confidence: number;
  runnersUp: readonly { intent: string; confidence: number }[];
  isByRule: boolean;
  outcome: TurnResult;
  answer: string | null;
  chosen: string | null;
  thumb: number | null;
  helped: number | null;
  personAskedAt: number | null;
}

const runnersUp = z.array(z.object({ intent: z.string(), confidence: z.number() }));
const parts = z.array(z.object({ text: z.string(), confidence: z.number() }));

/** How many are read at a time, so that nobody has to wait. */
const PAGE = 500;

const leastUnderstood = (written: string | null): string | null => {
  if (written === null) return null;
  const [first, ...others] = parts.parse(JSON.parse(written));
  const least = others.reduce((a, b) => ((b?.confidence ?? 1) < (a?.confidence ?? 1) ? b : a), first);
  return least?.text ?? null;
};

/**
 * Reads the questions since a time, except small talk, newest first.
 * @param most at most this many
 */
export async function readReviewQuestions(
  engine: Engine,
  since: number,
  most: number,
): Promise<StoredQuestion[]> {
  const found: StoredQuestion[] = [];
  for (let last: { at: number; number: number } | undefined; found.length < most;) {
    const rows = await engine.db
      .selectFrom('turn_facts')
      .selectAll()
      .where('at', '>=', since)
      .where('outcome', '<>', 'small-talk')
      .where('question', '<>', '')
      .$if(last !== undefined, (query) =>
        query
          // Only the first condition can use the index over the time.
          .where('at', '<=', last!.at)
          .where((eb) => eb.or([eb('at', '<', last!.at), eb('number', '<', last!.number)])),
      )
      .orderBy('at', 'desc')
      .orderBy('number', 'desc')
      .limit(Math.min(PAGE, most - found.length))
      .execute();
    const conversationIds = [...new Set(rows.map(({ conversation_id: id }) => id))];
    const names = await readCustomerNames(engine, conversationIds);
    for (const row of rows)
      found.push({
        conversationId: row.conversation_id,
        names: names.get(row.conversation_id) ?? [],
        at: row.at,
        question: row.question,
        part: leastUnderstood(row.parts),
        intent: row.intent,
        confidence: row.confidence,
        runnersUp: row.runners_up === '[]' ? [] : runnersUp.parse(JSON.parse(row.runners_up)),
        isByRule: row.rule !== null,
        outcome: row.outcome,
        answer: row.answer,
        chosen: row.chosen,
        thumb: row.thumb,
        helped: row.helped,
        personAskedAt: row.person_asked_at,
      });
    last = rows.at(-1);
    // SQLite answers synchronously: without this pause, others would have to wait for all pages.
    await setImmediate();
    if (rows.length < PAGE) break;
  }
  return found;
}
