import { DateTime } from 'luxon';
import type { Span } from '#store/insights/read-chats.ts';
import type { Period } from '#store/insights/read-totals.ts';

const DEFAULT_DAYS = 30;
const MAX_DAYS = 732;
const FIRST_YEAR = 2000;
const HOURS_OF_DAY = 24;

/** The period that the insights are asked for; days are local. */
export interface AskedPeriod {
  /** `2026-11-26`; if missing, 30 days up to `to`. */
  from?: string | undefined;
  /** Inclusive; today if missing. */
  to?: string | undefined;
  channel?: string | undefined;
  /** A BCP 47 tag, of which only the language counts. */
  locale?: string | undefined;
}

/** A period that makes no sense; the message is for people. */
export class PeriodError extends Error {}

const dayOf = (text: string, { timeZone: zone, now }: { timeZone: string; now: Date }): DateTime => {
  const day = DateTime.fromISO(text, { zone });
  if (!day.isValid || !/^\d{4}-\d{2}-\d{2}$/.test(text))
    throw new PeriodError('Write "from" and "to" as days, like 2026-11-26.');
  const lastYear = DateTime.fromJSDate(now, { zone }).year + 1;
  if (day.year < FIRST_YEAR || day.year > lastYear)
    throw new PeriodError(`Ask for days from ${FIRST_YEAR} to ${lastYear}.`);
  return day;
};

const isoOf = (day: DateTime): string => day.toISODate() ?? '';

/** @throws PeriodError */
export function periodOf(
  { from, to, channel, locale }: AskedPeriod,
  at: { timeZone: string; now: Date },
): Period {
  const last = to === undefined ? DateTime.fromJSDate(at.now, { zone: at.timeZone }) : dayOf(to, at);
  const first = from === undefined ? last.minus({ days: DEFAULT_DAYS - 1 }) : dayOf(from, at);
  if (isoOf(first) > isoOf(last)) throw new PeriodError('"from" comes after "to".');
  if (last.diff(first, 'days').days >= MAX_DAYS) throw new PeriodError('Ask for two years at most.');
  return {
    from: isoOf(first),
    to: isoOf(last),
    channel,
    language: locale?.split(/[-_]/, 1)[0]?.toLowerCase(),
  };
}

const utcDay = (day: string): DateTime => DateTime.fromISO(day, { zone: 'utc' });

const lengthOf = ({ from, to }: Pick<Period, 'from' | 'to'>): number =>
  utcDay(to).diff(utcDay(from), 'days').days + 1;

/** The days of a period, in order. */
export function daysOf(period: Pick<Period, 'from' | 'to'>): string[] {
  const first = utcDay(period.from);
  return Array.from({ length: lengthOf(period) }, (_, days) => isoOf(first.plus({ days })));
}

/** The period of the same length before it. */
export function periodBefore(period: Period): Period {
  const first = utcDay(period.from);
  return {
    ...period,
    from: isoOf(first.minus({ days: lengthOf(period) })),
    to: isoOf(first.minus({ days: 1 })),
  };
}

/** When an hour of a local day begins; 24 is the end of the day. An hour that is skipped begins with the next one. */
function momentOf(day: string, hour: number, zone: string): number {
  const begin = DateTime.fromISO(day, { zone }).set({ hour });
  // Of an hour that occurs twice, luxon may give the second.
  const earlier = begin.minus({ hours: 1 });
  return (earlier.hour === begin.hour ? earlier : begin).toMillis();
}

/** From the first moment of a period up to, but not including, the first moment after it. */
export const spanOf = ({ from, to }: Pick<Period, 'from' | 'to'>, timeZone: string): Span => ({
  from: momentOf(from, 0, timeZone),
  until: momentOf(to, HOURS_OF_DAY, timeZone),
});

/** An hour of a local day. It takes two hours when the clocks are set back in it, and none when it is skipped. */
export const hourSpanOf = (day: string, hour: number, timeZone: string): Span => ({
  from: momentOf(day, hour, timeZone),
  until: momentOf(day, hour + 1, timeZone),
});

/** 0 is Monday, 6 Sunday. */
export const weekdayOf = (day: string): number => utcDay(day).weekday - 1;
