import type { ConversationFact } from '#store/insights/find-conversations.ts';
import { isQuestion } from '#store/insights/later-facts.ts';
import type { Span } from '#store/insights/read-chats.ts';
import type { Period } from '#store/insights/read-totals.ts';
import type { TurnFact } from '#store/turn-facts.ts';
import type { Store } from '#store/store.ts';
import { type Cell, csvLine } from './csv.ts';
import type { InsightParts } from './insights.ts';
import { type AskedPeriod, periodOf, spanOf } from './period.ts';

/** An export has one row for each of these. */
export const exportKinds = ['conversations', 'questions'] as const;
export type ExportKind = (typeof exportKinds)[number];
export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const PAGE = 500;
const LIST_SEPARATOR = '; ';

type Row = Record<string, Cell | readonly string[] | readonly { intent: string; confidence: number }[]>;

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const questionRow = (fact: TurnFact) => ({
  conversationId: fact.conversationId,
  activityId: fact.id,
  channel: fact.channel,
  locale: fact.locale,
  at: iso(fact.at),
  question: fact.question,
  intent: fact.intent,
  certainty: fact.certainty,
  confidence: fact.confidence,
  runnersUp: fact.runnersUp,
  rule: fact.rule,
  models: fact.models,
  apps: fact.apps,
  knowledgeVersion: fact.knowledgeVersion,
  outcome: fact.outcome,
  answer: fact.answer,
  chosen: fact.chosen,
  tookMicroseconds: fact.tookMicroseconds,
  thumb: fact.thumb,
  helped: fact.helped,
  askedAgainAt: iso(fact.askedAgainAt),
  personAskedAt: iso(fact.personAskedAt),
  chatOutcome: fact.chatOutcome,
  stars: fact.stars,
  returnedAt: iso(fact.returnedAt),
});

const conversationRow = (fact: ConversationFact) => ({
  conversationId: fact.conversation_id,
  channel: fact.channel,
  locale: fact.locale,
  startedAt: iso(fact.started_at),
  lastAt: iso(fact.last_at),
  questions: fact.questions,
  resolution: fact.resolution,
  personAskedAt: iso(fact.person_asked_at),
  returnedAt: iso(fact.returned_at),
});

const COLUMNS_OF_QUESTIONS =
  'conversationId activityId channel locale at question intent certainty confidence runnersUp rule models apps knowledgeVersion outcome answer chosen tookMicroseconds thumb helped askedAgainAt personAskedAt chatOutcome stars returnedAt';
const COLUMNS_OF_CONVERSATIONS =
  'conversationId channel locale startedAt lastAt questions resolution personAskedAt returnedAt';

/** The columns of each kind, in order; they are written even if there are no rows. */
const columns: Record<ExportKind, readonly string[]> = {
  questions: COLUMNS_OF_QUESTIONS.split(' '),
  conversations: COLUMNS_OF_CONVERSATIONS.split(' '),
};

/** A file that is being written. */
export interface Export {
  fileName: string;
  contentType: string;
  /** Its text, piece by piece; nothing is read until it is asked for. */
  pieces: AsyncIterable<string>;
}

/**
 * Exports a period: one row for each question, by the time when it was asked, or for each conversation, by the time
 * when it began.
 * @throws PeriodError
 */
export function exportInsights(
  {
    store,
    timeZone,
    clock,
  }: Pick<InsightParts, 'timeZone' | 'clock'> & {
    store: Pick<Store, 'readInsights'>;
  },
  { rows: kind, format, ...asked }: AskedPeriod & { rows: ExportKind; format: ExportFormat },
): Export {
  const period = periodOf(asked, { timeZone, now: clock() });
  const span = spanOf(period, timeZone);
  const pages =
    kind === 'questions' ? questionsIn(store, span, period) : conversationsIn(store, span, period);
  return {
    fileName: `${kind}-${period.from}-${period.to}.${format}`,
    contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    pieces: format === 'csv' ? asCsv(pages, columns[kind]) : asJson(pages),
  };
}

async function* questionsIn(
  { readInsights }: Pick<Store, 'readInsights'>,
  span: Span,
  { channel, language }: Period,
): AsyncGenerator<Row[]> {
  for (let after: { at: number; number: number } | undefined; ;) {
    const page = await readInsights.turnsBetween(span, { channel, language, after, most: PAGE });
    yield page.flatMap(({ fact }) => (isQuestion(fact) ? [questionRow(fact)] : []));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = { at: last.fact.at, number: last.number };
  }
}

async function* conversationsIn(
  { readInsights }: Pick<Store, 'readInsights'>,
  span: Span,
  { channel, language }: Period,
): AsyncGenerator<Row[]> {
  for (let after: { startedAt: number; id: string } | undefined; ;) {
    const page = await readInsights.conversationsBetween(span, { channel, language, after, most: PAGE });
    yield page.map(conversationRow);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = { startedAt: last.started_at, id: last.conversation_id };
  }
}

const cellOf = (value: Row[string] | undefined): Cell => {
  if (value === undefined || value === null || typeof value !== 'object') return value ?? null;
  return value
    .map((each) => (typeof each === 'string' ? each : `${each.intent} ${each.confidence}`))
    .join(LIST_SEPARATOR);
};

async function* asCsv(pages: AsyncIterable<Row[]>, names: readonly string[]): AsyncGenerator<string> {
  yield csvLine(names);
  for await (const rows of pages)
    yield rows.map((row) => csvLine(names.map((name) => cellOf(row[name])))).join('');
}

async function* asJson(pages: AsyncIterable<Row[]>): AsyncGenerator<string> {
  let isFirst = true;
  yield '[';
  for await (const rows of pages) {
    if (rows.length === 0) continue;
    yield (isFirst ? '\n' : ',\n') + rows.map((row) => JSON.stringify(row)).join(',\n');
    isFirst = false;
  }
  yield '\n]\n';
}
