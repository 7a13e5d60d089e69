import { z } from 'zod';
import { cutText } from '#text/cut-text.ts';
import { inParts } from './batcher.ts';
import type { Engine, Queries } from './engine.ts';
import type { TurnCertainty, TurnFactRow, TurnResult } from './schema/insights.ts';

/** One question of a message, and how it was understood. */
interface FactPart {
  text: string;
  intent: string | null;
  confidence: number;
}

/** Another intent that the message might have had. */
export interface RunnerUp {
  intent: string;
  confidence: number;
}

/** What a turn knows when it is stored: how the message was understood, and the outcome. */
export interface NewTurnFact {
  conversationId: string;
  /** The message's activity id in its conversation. */
  id: string;
  channel: string;
  /** BCP 47. */
  locale: string | null;
  /** Milliseconds since the epoch. */
  at: number;
  /** The words as they were understood; they may contain personal data. */
  question: string;
  /** One for each question in the message; at least one. */
  parts: readonly FactPart[];
  /** The id of an answer, or another intent; null if none. */
  intent: string | null;
  certainty: TurnCertainty;
  /** 0..1. */
  confidence: number;
  /** Likeliest first, at most three. */
  runnersUp: readonly RunnerUp[];
  /** The rule that decided; null: the classifier. */
  rule: string | null;
  models: readonly string[];
  apps: readonly string[];
  knowledgeVersion: string;
  outcome: TurnResult;
  /** The id of the answer given. */
  answer: string | null;
  /** The intent that the customer chose when the bot asked to clarify. */
  chosen: string | null;
  tookMicroseconds: number;
}

/** A turn, with what has become known since. Times are milliseconds since the epoch. */
export interface TurnFact extends NewTurnFact {
  /** 1: helpful, -1: not. */
  thumb: 1 | -1 | null;
  /** How "did this help?" was answered. */
  helped: boolean | null;
  /** When the customer asked about the same subject again, in the same conversation. */
  askedAgainAt: number | null;
  personAskedAt: number | null;
  chatOutcome: 'solved' | 'follow-up' | 'unsolved' | null;
  /** The stars that the customer gave the chat, 1 (bad) to 5 (very good). */
  stars: number | null;
  /** When the customer came back with the same subject. */
  returnedAt: number | null;
}

/** A thumb under an answer. */
export interface Thumb {
  /** The reply that it was given to, by the channel's id. */
  activityId: string;
  answerId: string;
  helpful: boolean;
}

const names = z.array(z.string());
const partList = z.array(
  z.object({ text: z.string(), intent: z.string().nullable(), confidence: z.number() }),
);
const runnerUpList = z.array(z.object({ intent: z.string(), confidence: z.number() }));

/** No customer types a longer question; longer text is pasted. */
const LONGEST_QUESTION = 1000;
const EMPTY = '[]';
const listOf = (list: readonly unknown[]): string => (list.length === 0 ? EMPTY : JSON.stringify(list));

/** The columns that a turn writes, as they are stored. */
export type NewTurnFactRow = Omit<
  TurnFactRow,
  | 'number'
  | 'is_counted'
  | 'thumb'
  | 'helped'
  | 'asked_again_at'
  | 'person_asked_at'
  | 'chat_outcome'
  | 'stars'
  | 'returned_at'
>;

/** Turns a fact into the row that its turn writes. It runs in every turn, so it serialises JSON only if it must. */
export const rowOfFact = (fact: NewTurnFact): NewTurnFactRow => ({
  conversation_id: fact.conversationId,
  id: fact.id,
  channel: fact.channel,
  locale: fact.locale,
  at: fact.at,
  question: cutText(fact.question, LONGEST_QUESTION),
  parts: fact.parts.length > 1 ? JSON.stringify(fact.parts) : null,
  intent: fact.intent,
  certainty: fact.certainty,
  confidence: fact.confidence,
  runners_up: listOf(fact.runnersUp),
  rule: fact.rule,
  models: listOf(fact.models),
  apps: listOf(fact.apps),
  knowledge_version: fact.knowledgeVersion,
  outcome: fact.outcome,
  answer: fact.answer,
  chosen: fact.chosen,
  took_microseconds: fact.tookMicroseconds,
});

/** The columns that a turn writes, in the order of `factValues`. */
export const FACT_COLUMNS = [
  'conversation_id',
  'id',
  'channel',
  'locale',
  'at',
  'question',
  'parts',
  'intent',
  'certainty',
  'confidence',
  'runners_up',
  'rule',
  'models',
  'apps',
  'knowledge_version',
  'outcome',
  'answer',
  'chosen',
  'took_microseconds',
] as const satisfies readonly (keyof NewTurnFactRow)[];

/** A fact's values for a prepared statement, in the order of `FACT_COLUMNS`. */
export function factValues(fact: NewTurnFact): (string | number | null)[] {
  const row = rowOfFact(fact);
  return FACT_COLUMNS.map((column) => row[column]);
}

/** Reads a stored list of names. @throws ZodError if something else wrote it */
export const namesIn = (list: string): string[] => (list === EMPTY ? [] : names.parse(JSON.parse(list)));

/** Reads a fact from its row. @throws ZodError if something else wrote it */
export const factOf = (row: Omit<TurnFactRow, 'number' | 'is_counted'>): TurnFact => ({
  conversationId: row.conversation_id,
  id: row.id,
  channel: row.channel,
  locale: row.locale,
  at: row.at,
  question: row.question,
  parts:
    row.parts === null
      ? [{ text: row.question, intent: row.intent, confidence: row.confidence }]
      : partList.parse(JSON.parse(row.parts)),
  intent: row.intent,
  certainty: row.certainty,
  confidence: row.confidence,
  runnersUp: row.runners_up === EMPTY ? [] : runnerUpList.parse(JSON.parse(row.runners_up)),
  rule: row.rule,
  models: namesIn(row.models),
  apps: namesIn(row.apps),
  knowledgeVersion: row.knowledge_version,
  outcome: row.outcome,
  answer: row.answer,
  chosen: row.chosen,
  tookMicroseconds: row.took_microseconds,
  thumb: row.thumb === null ? null : row.thumb > 0 ? 1 : -1,
  helped: row.helped === null ? null : row.helped === 1,
  askedAgainAt: row.asked_again_at,
  personAskedAt: row.person_asked_at,
  chatOutcome: row.chat_outcome,
  stars: row.stars,
  returnedAt: row.returned_at,
});

/** Stores the facts of turns. Run it in the turns' transaction. */
export async function insertFacts(
  queries: Queries,
  engine: Pick<Engine, 'rowsPerStatement'>,
  facts: readonly NewTurnFact[],
): Promise<void> {
  for (const part of inParts(facts.map(rowOfFact), engine.rowsPerStatement))
    await queries.insertInto('turn_facts').values(part).execute();
}

/** A reply's id is its turn's id followed by a number; see `replyId`. */
const turnIdOf = (activityId: string): string => activityId.replace(/-\d+$/, '');

/**
 * Records a thumb on the turn that gave the answer: the turn of that reply or, if the channel uses its own ids, the
 * newest turn with that answer. Run it in the transaction of the turn that contains the thumb.
 */
export async function noteThumb(
  queries: Queries,
  conversationId: string,
  { activityId, answerId, helpful }: Thumb,
): Promise<void> {
  const id = turnIdOf(activityId);
  const given = await queries
    .selectFrom('turn_facts')
    .select(['number', 'id'])
    .where('conversation_id', '=', conversationId)
    .where((eb) => eb.or([eb('id', '=', id), eb('answer', '=', answerId)]))
    .orderBy('number', 'desc')
    .execute();
  const turn = given.find((fact) => fact.id === id) ?? given[0];
  if (turn === undefined) return;
  await queries
    .updateTable('turn_facts')
    .set({ thumb: helpful ? 1 : -1, is_counted: 0 })
    .where('number', '=', turn.number)
    .execute();
}

/** Marks a conversation to be counted again, because something other than its turns has changed. */
export async function markUncounted(queries: Queries, conversationId: string): Promise<void> {
  await queries
    .updateTable('turn_facts')
    .set({ is_counted: 0 })
    .where('number', '=', (eb) =>
      eb
        .selectFrom('turn_facts as newest')
        .select((of) => of.fn.max('newest.number').as('number'))
        .where('newest.conversation_id', '=', conversationId),
    )
    .execute();
}

/** The stored facts of turns. */
export class TurnFacts {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The turns of a conversation, in order. */
  async inConversation(conversationId: string): Promise<TurnFact[]> {
    const rows = await this.#engine.db
      .selectFrom('turn_facts')
      .selectAll()
      .where('conversation_id', '=', conversationId)
      .orderBy('number')
      .execute();
    return rows.map(factOf);
  }
}
