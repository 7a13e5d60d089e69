import { type RawBuilder, sql } from 'kysely';
import type { Engine } from '../engine.ts';
import type { ConversationFactRow } from '../schema/insights.ts';
import { speaks } from './language.ts';
import type { Span } from './read-chats.ts';
import { type TurnSelection, turnsOf } from './select-turns.ts';

/** The resolution of a conversation, with its other facts. */
export type ConversationFact = Omit<ConversationFactRow, 'counted'>;

/** A conversation behind a bar, with the question that led to it. */
export type FoundConversation = ConversationFact & {
  question: string;
  /** The time by which the list is sorted; conversations with the same time are sorted by id. */
  place: number;
};

/** Where a page of conversations ended. The next one begins before this time, or after this id at the same time. */
export interface PageEnd {
  at: number;
  /** Missing if the page ended before every conversation of this time. */
  id?: string | undefined;
}

/** Which page of conversations to find. */
export interface Page {
  /** Where the previous page ended. */
  after?: PageEnd | undefined;
  most: number;
}

/** Up to when a page searches, so that it does not read again what the pages before it have read. */
export const searchedUntil = (until: number, after: PageEnd | undefined): number =>
  after === undefined ? until : Math.min(until, after.id === undefined ? after.at : after.at + 1);

/** The condition that a conversation is not on the page before. @param time the column that sorts the list */
const comesAfter = ({ at, id }: PageEnd, time: string): RawBuilder<boolean> =>
  id === undefined
    ? sql<boolean>`${sql.ref(time)} < ${at}`
    : sql<boolean>`(${sql.ref(time)} < ${at} or conversation_facts.conversation_id > ${id})`;

/** What to restrict the conversations to. */
export interface Narrowing {
  channel?: string | undefined;
  language?: string | undefined;
}

/** The columns of `ConversationFact`. */
export const ofConversation = [
  'conversation_facts.conversation_id',
  'conversation_facts.channel',
  'conversation_facts.locale',
  'conversation_facts.started_at',
  'conversation_facts.last_at',
  'conversation_facts.day',
  'conversation_facts.questions',
  'conversation_facts.resolution',
  'conversation_facts.person_asked_at',
  'conversation_facts.returned_at',
] as const;

/** Which conversations a bar stands for, if it counts conversations. */
export interface ConversationSelection {
  resolution?: string | undefined;
  isReturned?: boolean;
  isPersonAsked?: boolean;
}

/** Finds the conversations that began within a span of time, newest first. */
export async function findByConversation(
  engine: Engine,
  { from, until }: Span,
  { resolution, isReturned, isPersonAsked, channel, language }: ConversationSelection & Narrowing,
  { after, most }: Page,
): Promise<FoundConversation[]> {
  const rows = await engine.db
    .selectFrom('conversation_facts')
    .select([...ofConversation, 'conversation_facts.started_at as place'])
    .where('started_at', '>=', from)
    .where('started_at', '<', searchedUntil(until, after))
    .$if(after !== undefined, (query) => query.where(comesAfter(after!, 'started_at')))
    .$if(resolution !== undefined, (query) => query.where(sql<boolean>`resolution = ${resolution}`))
    .$if(isReturned === true, (query) => query.where('returned_at', 'is not', null))
    .$if(isPersonAsked === true, (query) => query.where('person_asked_at', 'is not', null))
    .$if(channel !== undefined, (query) => query.where('channel', '=', channel!))
    .$if(language !== undefined, (query) => query.where(speaks('conversation_facts', language!)))
    .orderBy('started_at', 'desc')
    .orderBy('conversation_id')
    .limit(most)
    .execute();
  return await withFirstQuestions(engine, rows);
}

/** Which turns to find. */
export type TurnsWanted = { selection: TurnSelection; latest: number } & Narrowing;

/**
 * Finds the conversations with certain turns within a span of time, newest first.
 * @param latest a conversation that has such a turn later, but before this time, is left out: it is found there
 */
export async function findByTurn(
  engine: Engine,
  { from, until }: Span,
  { selection, latest, channel, language }: TurnsWanted,
  { after, most }: Page,
): Promise<FoundConversation[]> {
  return await engine.db
    .selectFrom('turn_facts')
    .innerJoin('conversation_facts', 'conversation_facts.conversation_id', 'turn_facts.conversation_id')
    .select([...ofConversation, 'turn_facts.question', 'turn_facts.at as place'])
    .where('turn_facts.at', '>=', from)
    .where('turn_facts.at', '<', searchedUntil(until, after))
    .$if(after !== undefined, (query) => query.where(comesAfter(after!, 'turn_facts.at')))
    .where(turnsOf(selection, 'turn_facts'))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('turn_facts as later')
            .select('later.number')
            .whereRef('later.conversation_id', '=', 'turn_facts.conversation_id')
            .whereRef('later.number', '>', 'turn_facts.number')
            .where('later.at', '<', latest)
            // Within COALESCE, the planner does not choose an index of all such turns over the one by conversation.
            .where(sql<boolean>`coalesce(${turnsOf(selection, 'later')}, false)`),
        ),
      ),
    )
    .$if(channel !== undefined, (query) => query.where('turn_facts.channel', '=', channel!))
    .$if(language !== undefined, (query) => query.where(speaks('conversation_facts', language!)))
    .orderBy('turn_facts.at', 'desc')
    .orderBy('conversation_facts.conversation_id')
    .limit(most)
    .execute();
}

/** Reads conversations by their ids, in this order; those without facts are left out. */
export async function conversationsWith(
  engine: Engine,
  places: ReadonlyMap<string, number>,
): Promise<FoundConversation[]> {
  if (places.size === 0) return [];
  const rows = await engine.db
    .selectFrom('conversation_facts')
    .select(ofConversation)
    .where('conversation_id', 'in', [...places.keys()])
    .execute();
  const known = new Map(rows.map((row) => [row.conversation_id, row]));
  const found = [...places].flatMap(([id, place]) => {
    const row = known.get(id);
    return row === undefined ? [] : [{ ...row, place }];
  });
  return await withFirstQuestions(engine, found);
}

async function withFirstQuestions<Row extends { conversation_id: string }>(
  engine: Engine,
  rows: readonly Row[],
): Promise<(Row & { question: string })[]> {
  if (rows.length === 0) return [];
  const questions = await engine.db
    .selectFrom('turn_facts')
    .select(['conversation_id', 'question'])
    .where(
      'conversation_id',
      'in',
      rows.map(({ conversation_id: id }) => id),
    )
    .where('outcome', '<>', 'small-talk')
    .orderBy('number', 'desc')
    .execute();
  // The oldest comes last, and its entry wins.
  const first = new Map(questions.map(({ conversation_id: id, question }) => [id, question]));
  return rows.map((row) => ({ ...row, question: first.get(row.conversation_id) ?? '' }));
}
