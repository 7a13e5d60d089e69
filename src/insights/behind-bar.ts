import { DateTime } from 'luxon';
import type { FoundConversation } from '#store/insights/find-conversations.ts';
import type { Measure } from '#store/insights/counts.ts';
import type { ChatsWanted, Span } from '#store/insights/read-chats.ts';
import type { Period } from '#store/insights/read-totals.ts';
import type { TurnSelection } from '#store/insights/select-turns.ts';
import { countNewest, type InsightParts } from './insights.ts';
import { type AskedPeriod, PeriodError, periodOf, spanOf, weekdayOf } from './period.ts';
import type { InsightConversation, InsightConversations, InsightSelection } from './wire.ts';

const PAGE = 30;
/** A page scans at most this many days, so that no page takes long, however rare its turns are. */
const MAX_DAYS = 5;

/** The bar or dot that was clicked. */
export interface AskedBar extends AskedPeriod {
  of: InsightSelection;
  key?: string | undefined;
  /** Where the previous page ended. */
  after?: number | undefined;
}

/**
 * Finds a page of the conversations behind a bar, newest first. A page may be short, or empty, without being the last.
 * @throws PeriodError for a key that the selection does not have
 */
export async function conversationsBehind(
  parts: InsightParts,
  asked: AskedBar,
): Promise<InsightConversations> {
  await countNewest(parts);
  const { timeZone, clock } = parts;
  const period = periodOf(asked, { timeZone, now: clock() });
  const whole = spanOf(period, timeZone);
  const span = { from: whole.from, until: Math.min(whole.until, asked.after ?? whole.until) };
  const { found, next } = await find(parts, { ...asked, period, span });
  return { conversations: found.map(shown), next: next === undefined ? null : String(next) };
}

interface Page {
  found: FoundConversation[];
  /** Where the next page begins; undefined on the last page. */
  next: number | undefined;
}

type Wanted = AskedBar & { period: Period; span: Span };

const pageOf = (found: FoundConversation[]): Page => ({
  found: found.slice(0, PAGE),
  next: found.length > PAGE ? found[PAGE - 1]?.place : undefined,
});

async function find(parts: InsightParts, wanted: Wanted): Promise<Page> {
  const { of, key = '', span, period } = wanted;
  const read = parts.store.readInsights;
  const byConversation = async (selection: Parameters<typeof read.byConversation>[1]): Promise<Page> =>
    pageOf(await read.byConversation(span, { ...selection, ...narrowing(period) }, PAGE + 1));
  switch (of) {
    case 'all':
      return byConversation({});
    case 'resolution':
      return byConversation({ resolution: key });
    case 'returned':
      return byConversation({ isReturned: true });
    case 'person-asked':
      return byConversation({ isPersonAsked: true });
    case 'missed':
      return byChat(parts, wanted, { isMissed: true });
    case 'stars':
      return byChat(parts, wanted, key === '' ? { isRated: true } : { stars: Number(key) || 0 });
    case 'agent':
      return byChat(parts, wanted, { agentId: key });
    default:
      return byTurn(parts, wanted, turnSelection(of, key));
  }
}

const narrowing = ({ channel, language }: Period): Pick<Period, 'channel' | 'language'> => ({
  channel,
  language,
});

type TurnBar = Exclude<
  InsightSelection,
  'all' | 'resolution' | 'returned' | 'person-asked' | 'missed' | 'stars' | 'agent'
>;

/** The turns of a bar, and the totals that show on which days they are. */
interface Turns {
  selection: TurnSelection;
  measures: readonly Measure[];
  /** The key of the totals. */
  key: string;
  /** Only this weekday; 0 is Monday. */
  weekday?: number;
}

const HOUR_KEY = /^([1-7])-([01]\d|2[0-3])$/;

function turnSelection(of: TurnBar, key: string): Turns {
  switch (of) {
    case 'outcome':
      return { selection: { of, key }, measures: ['outcome'], key };
    case 'asked-again':
      return { selection: { of }, measures: ['asked-again'], key: '' };
    case 'thumb':
      if (key !== 'up' && key !== 'down') throw new PeriodError('"key" is up or down.');
      return { selection: { of, key }, measures: ['thumb'], key };
    case 'helped':
      if (key !== 'yes' && key !== 'no') throw new PeriodError('"key" is yes or no.');
      return { selection: { of, key }, measures: ['helped'], key };
    case 'answer':
      return { selection: { of, key }, measures: ['answer'], key };
    case 'worst-answer':
      return {
        selection: { of, key },
        measures: ['answer-down', 'answer-not-helped', 'answer-asked-again'],
        key,
      };
    case 'model':
    case 'app':
      return { selection: { of, key }, measures: [of], key };
    case 'hour': {
      const [, weekday, hour] = HOUR_KEY.exec(key) ?? [];
      if (weekday === undefined || hour === undefined)
        throw new PeriodError('"key" is a weekday and an hour, like 1-09.');
      return {
        selection: { of },
        measures: ['hour'],
        key: String(Number(hour)),
        weekday: Number(weekday) - 1,
      };
    }
  }
}

/** The totals show which days have something to find, so that the others need not be scanned. */
async function byTurn(
  { store: { readInsights: read }, timeZone }: InsightParts,
  { period, span }: Wanted,
  { selection, measures, key, weekday }: Turns,
): Promise<Page> {
  const totals = await read.days(period, measures);
  const days = [...new Set(totals.filter((total) => total.key === key).map(({ day }) => day))]
    .filter((day) => weekday === undefined || weekdayOf(day) === weekday)
    .map((day) =>
      selection.of === 'hour' ? hourOf(day, Number(key), timeZone) : spanOf({ from: day, to: day }, timeZone),
    )
    .filter(({ from }) => from < span.until)
    .toSorted((a, b) => b.from - a.from);
  const end = spanOf(period, timeZone).until;
  const found: FoundConversation[] = [];
  for (const [at, day] of days.entries()) {
    if (at === MAX_DAYS) return { found, next: days[at - 1]?.from };
    const within = { from: day.from, until: Math.min(day.until, span.until) };
    const latest = selection.of === 'hour' ? day.until : end;
    const wanted = { selection, latest, ...narrowing(period) };
    found.push(...(await read.byTurn(within, wanted, PAGE + 1 - found.length)));
    if (found.length > PAGE) return pageOf(found);
  }
  return { found, next: undefined };
}

const hourOf = (day: string, hour: number, zone: string): Span => {
  const from = DateTime.fromISO(day, { zone }).set({ hour });
  return { from: from.toMillis(), until: from.plus({ hours: 1 }).toMillis() };
};

async function byChat(
  { store: { readInsights: read } }: InsightParts,
  { period, span }: Wanted,
  which: ChatsWanted,
): Promise<Page> {
  const chats = await read.chats(span, { ...which, ...narrowing(period) });
  const places = new Map<string, number>();
  for (const { conversation_id: id, requested_at: at } of chats) {
    if (places.size > PAGE) break;
    if (!places.has(id)) places.set(id, at);
  }
  return pageOf(await read.conversations(places));
}

const shown = (found: FoundConversation): InsightConversation => ({
  conversationId: found.conversation_id,
  startedAt: new Date(found.started_at).toISOString(),
  lastAt: new Date(found.last_at).toISOString(),
  channel: found.channel,
  locale: found.locale,
  questions: found.questions,
  question: found.question,
  resolution: found.resolution,
  isPersonAsked: found.person_asked_at !== null,
  isReturned: found.returned_at !== null,
});
