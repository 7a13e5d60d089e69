import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { Engine } from './engine.ts';
import type { TurnResult } from './schema/insights.ts';

/** A customer's question, with the reasons to look at it again. It may contain personal data. */
export interface StoredQuestion {
  conversationId: string;
  /** What the channel calls the customer, and the name that they gave when they left a message. */
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
  { db }: Engine,
  since: number,
  most: number,
): Promise<StoredQuestion[]> {
  const found: StoredQuestion[] = [];
  for (let last: { at: number; number: number } | undefined; found.length < most;) {
    const rows = await db
      .selectFrom('turn_facts')
      .innerJoin('conversations', 'conversations.id', 'turn_facts.conversation_id')
      .selectAll('turn_facts')
      .select((eb) => [
        'conversations.user_name',
        eb
          .selectFrom('tickets')
          .select('name')
          .whereRef('tickets.conversation_id', '=', 'turn_facts.conversation_id')
          .orderBy('created_at', 'desc')
          .limit(1)
          .as('ticket_name'),
      ])
      .where('turn_facts.at', '>=', since)
      .where('turn_facts.outcome', '<>', 'small-talk')
      .where('turn_facts.question', '<>', '')
      .$if(last !== undefined, (query) =>
        query
          // Only the first condition can use the index over the time.
          .where('turn_facts.at', '<=', last!.at)
          .where((eb) =>
            eb.or([eb('turn_facts.at', '<', last!.at), eb('turn_facts.number', '<', last!.number)]),
          ),
      )
      .orderBy('turn_facts.at', 'desc')
      .orderBy('turn_facts.number', 'desc')
      .limit(Math.min(PAGE, most - found.length))
      .execute();
    for (const row of rows)
      found.push({
        conversationId: row.conversation_id,
        names: [row.user_name, row.ticket_name].filter((name): name is string => (name ?? '') !== ''),
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
