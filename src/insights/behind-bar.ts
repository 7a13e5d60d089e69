import { type FoundConversation, type PageEnd, searchedUntil } from '#store/insights/find-conversations.ts';
import type { Measure } from '#store/insights/counts.ts';
import type { ChatsWanted, Span } from '#store/insights/read-chats.ts';
import type { Period } from '#store/insights/read-totals.ts';
import type { TurnSelection } from '#store/insights/select-turns.ts';
import { countNewest, type InsightParts } from './insights.ts';
import { writePageEnd } from './page-end.ts';
import { type AskedPeriod, hourSpanOf, PeriodError, periodOf, spanOf, weekdayOf } from './period.ts';
import type { InsightConversation, InsightConversations, InsightSelection } from './wire.ts';

const PAGE = 30;
/** A page scans at most this many days, so that no page takes long, however rare its turns are. */
const MAX_DAYS = 5;

/** The bar or dot that was clicked. */
export interface AskedBar extends AskedPeriod {
  of: InsightSelection;
  key?: string | undefined;
  /** Where the previous page ended. */
  after?: PageEnd | undefined;
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
  const { found, end } = await find(parts, { ...asked, period, span: spanOf(period, timeZone) });
  return { conversations: found.map(shown), next: end === undefined ? null : writePageEnd(end) };
}

interface Page {
  found: FoundConversation[];
  /** Where it ends; undefined on the last page. */
  end: PageEnd | undefined;
}

type Wanted = AskedBar & { period: Period; span: Span };

/** @param found up to one more than a page holds */
function pageOf(found: FoundConversation[]): Page {
  const last = found.length > PAGE ? found[PAGE - 1] : undefined;
  return { found: found.slice(0, PAGE), end: last && { at: last.place, id: last.conversation_id } };
}

async function find(parts: InsightParts, wanted: Wanted): Promise<Page> {
  const { of, key = '', span, period, after } = wanted;
  const read = parts.store.readInsights;
  const byConversation = async (selection: Parameters<typeof read.byConversation>[1]): Promise<Page> =>
    pageOf(
      await read.byConversation(span, { ...selection, ...narrowing(period) }, { after, most: PAGE + 1 }),
    );
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
  { period, span, after }: Wanted,
  { selection, measures, key, weekday }: Turns,
): Promise<Page> {
  const totals = await read.days(period, measures);
  const days = [...new Set(totals.filter((total) => total.key === key).map(({ day }) => day))]
    .filter((day) => weekday === undefined || weekdayOf(day) === weekday)
    .map((day) =>
      selection.of === 'hour'
        ? hourSpanOf(day, Number(key), timeZone)
        : spanOf({ from: day, to: day }, timeZone),
    )
    .filter(({ from }) => from < searchedUntil(span.until, after))
    .toSorted((a, b) => b.from - a.from);
  const found: FoundConversation[] = [];
  for (const [at, day] of days.entries()) {
    const before = days[at - 1];
    if (at === MAX_DAYS && before !== undefined) return { found, end: { at: before.from } };
    const latest = selection.of === 'hour' ? day.until : span.until;
    const wanted = { selection, latest, ...narrowing(period) };
    found.push(...(await read.byTurn(day, wanted, { after, most: PAGE + 1 - found.length })));
    if (found.length > PAGE) return pageOf(found);
  }
  return { found, end: undefined };
}

/** Every page reads the chats of the whole period: the newest of a conversation's chats is its place in the list. */
async function byChat(
  { store: { readInsights: read } }: InsightParts,
  { period, span, after }: Wanted,
  which: ChatsWanted,
): Promise<Page> {
  const chats = await read.chats(span, { ...which, ...narrowing(period) });
  const newest = new Map<string, number>();
  for (const { conversation_id: id, requested_at: at } of chats) if (!newest.has(id)) newest.set(id, at);
  const places = [...newest]
    .map(([id, at]) => ({ id, at }))
    .toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
    .filter((place) => after === undefined || comesAfter(place, after));
  const page = places.slice(0, PAGE);
  return {
    found: await read.conversations(new Map(page.map(({ id, at }) => [id, at]))),
    // A conversation without facts is not shown, but the list goes on behind it.
    end: places.length > PAGE ? page.at(-1) : undefined,
  };
}

const comesAfter = ({ at, id }: { at: number; id: string }, end: PageEnd): boolean =>
  at < end.at || (at === end.at && end.id !== undefined && id > end.id);

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
