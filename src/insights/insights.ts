import { setImmediate } from 'node:timers/promises';
import type { OpeningHours } from '#handoff/opening-hours.ts';
import type { InsightChat } from '#store/insights/read-chats.ts';
import type { Period, Total } from '#store/insights/read-totals.ts';
import type { Store } from '#store/store.ts';
import { answerMeasures, answersIn, namedIn, topAnswers, worstAnswers } from './answer-figures.ts';
import { agentsIn, commentsIn, handoffIn, percentile, waitsIn } from './chat-figures.ts';
import { hoursIn, openHoursIn } from './hours.ts';
import { type AskedPeriod, daysOf, periodBefore, periodOf, spanOf } from './period.ts';
import { outcomesIn, ratingsIn, resolutionsIn, starsIn, tallied, tallyOf } from './tally.ts';
import type { InsightDayFigures, InsightFigures, InsightGroup, Insights } from './wire.ts';

/** What the insights need. */
export interface InsightParts {
  store: Pick<Store, 'readInsights' | 'insightCounts' | 'engine'>;
  /** An IANA name. */
  timeZone: string;
  /** When agents are available; undefined if that is not known. */
  hours: OpeningHours | undefined;
  /** The title of an answer, as people see it. */
  titleOf: (id: string) => string | undefined;
  clock: () => Date;
}

/** A reader of the figures waits at most this long for the newest turns to be counted. */
const COUNTING_MS = 200;

/**
 * Reads the insights of a period, compared with the one before.
 * @throws PeriodError
 */
export async function readInsights(parts: InsightParts, asked: AskedPeriod): Promise<Insights> {
  await countNewest(parts);
  const { store, timeZone, hours, titleOf, clock } = parts;
  const period = periodOf(asked, { timeZone, now: clock() });
  const before = periodBefore(period);
  const read = store.readInsights;
  const both = { ...period, from: before.from };
  const [days, keyed, groups, hourly, chats] = await Promise.all([
    read.days(both, tallied),
    read.totals(period, [...answerMeasures, 'model', 'app']),
    read.groups(period, ['conversations', 'questions', 'outcome', 'resolution']),
    read.days(period, ['hour']),
    read.chats(spanOf(both, timeZone), period),
  ]);
  const chatDay = ({ requested_at: at }: InsightChat): string => store.engine.localTime(at).day;
  const own = chats.filter((chat) => chatDay(chat) >= period.from);
  const figuresOf = (stretch: Period, of: readonly InsightChat[]): InsightFigures =>
    figuresIn(within(days, stretch), of, hours);
  const answers = answersIn(keyed, titleOf);
  return {
    period: {
      from: period.from,
      to: period.to,
      timeZone,
      channel: period.channel ?? null,
      locale: period.language ?? null,
    },
    before: {
      from: before.from,
      to: before.to,
      figures: figuresOf(
        before,
        chats.filter((chat) => chatDay(chat) < period.from),
      ),
    },
    figures: figuresOf(period, own),
    days: dayFigures(period, days, Map.groupBy(own, chatDay)),
    hours: hoursIn(hourly),
    openHours: hours === undefined ? null : openHoursIn(hours, timeZone),
    topAnswers: topAnswers(answers),
    worstAnswers: worstAnswers(answers),
    models: namedIn(keyed, 'model'),
    apps: namedIn(keyed, 'app'),
    agents: agentsIn(own),
    comments: commentsIn(own),
    channels: groupsIn(groups, ({ channel }) => channel),
    locales: groupsIn(groups, ({ locale }) => locale),
  };
}

/** Counts what is new, but no longer than a reader may wait. */
export async function countNewest({ store }: Pick<InsightParts, 'store'>): Promise<void> {
  const began = performance.now();
  await store.insightCounts.update(async () => {
    // SQLite answers synchronously: without this pause, nobody else would be served until everything is counted.
    await setImmediate();
    return performance.now() - began < COUNTING_MS;
  });
}

type DayTotal = Total & { day: string };

const within = (totals: readonly DayTotal[], { from, to }: Period): DayTotal[] =>
  totals.filter(({ day }) => day >= from && day <= to);

function figuresIn(
  totals: readonly Total[],
  chats: readonly InsightChat[],
  hours: OpeningHours | undefined,
): InsightFigures {
  const tally = tallyOf(totals);
  const { of } = tally;
  const counted = { requested: of('chats'), claimed: of('claimed'), missed: of('missed') };
  return {
    conversations: of('conversations'),
    questions: of('questions'),
    outcomes: outcomesIn(tally),
    resolutions: resolutionsIn(tally),
    askedAgain: of('asked-again'),
    returned: of('returned'),
    personAsked: of('person-asked'),
    handoff: handoffIn(chats, counted, hours),
    ratings: ratingsIn(tally),
  };
}

function dayFigures(
  period: Period,
  totals: readonly DayTotal[],
  chats: ReadonlyMap<string, readonly InsightChat[]>,
): InsightDayFigures[] {
  const byDay = Map.groupBy(totals, ({ day }) => day);
  return daysOf(period).map((day) => {
    const tally = tallyOf(byDay.get(day) ?? []);
    const { of } = tally;
    return {
      day,
      conversations: of('conversations'),
      questions: of('questions'),
      outcomes: outcomesIn(tally),
      resolutions: resolutionsIn(tally),
      askedAgain: of('asked-again'),
      returned: of('returned'),
      personAsked: of('person-asked'),
      chats: of('chats'),
      missed: of('missed'),
      waitP50: percentile(waitsIn(chats.get(day) ?? []), 0.5),
      thumbsUp: of('thumb', 'up'),
      thumbsDown: of('thumb', 'down'),
      stars: starsIn(tally),
    };
  });
}

function groupsIn<Row extends Total>(totals: readonly Row[], keyOf: (row: Row) => string): InsightGroup[] {
  return [...Map.groupBy(totals, keyOf)]
    .map(([key, own]) => {
      const tally = tallyOf(own);
      return {
        key,
        conversations: tally.of('conversations'),
        questions: tally.of('questions'),
        unknown: tally.of('outcome', 'unknown'),
        resolutions: resolutionsIn(tally),
      };
    })
    .toSorted((a, b) => b.conversations - a.conversations || (a.key < b.key ? -1 : 1));
}
