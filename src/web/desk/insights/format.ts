import { insightWords } from './words.ts';

const whole = new Intl.NumberFormat();
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
/** Always one digit, so that the figures of a column line up. */
const sameDigits = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(undefined, {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const roughPercent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const dayMonth = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const fullDay = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const weekdayAndDay = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

export const count = (value: number): string => whole.format(value);
export const decimal = (value: number | null): string =>
  value === null ? insightWords.nothingToMeasure : sameDigits.format(value);
/** @param value from 0 to 1; null if there is nothing to measure */
export const share = (value: number | null): string =>
  value === null ? insightWords.nothingToMeasure : percent.format(value);
/** A share on an axis, with no more digits than it needs. */
export const shareTick = (value: number): string => roughPercent.format(value);

/** A duration as people say it: `45 s`, `3.5 min`, `2 h`. */
export function duration(seconds: number | null): string {
  if (seconds === null) return insightWords.nothingToMeasure;
  if (seconds < 60) return `${whole.format(Math.round(seconds))} s`;
  if (seconds < 3600) return `${oneDigit.format(seconds / 60)} min`;
  return `${oneDigit.format(seconds / 3600)} h`;
}

const utc = (day: string): Date => new Date(`${day}T00:00Z`);
/** @param day `2026-11-26` */
export const shortDay = (day: string): string => dayMonth.format(utc(day));
export const namedDay = (day: string): string => weekdayAndDay.format(utc(day));
/** @returns one day, or the first and the last */
export const dayRange = (from: string, to: string): string =>
  from === to ? fullDay.format(utc(from)) : dayMonthRange(from, to);

const dayMonthRange = (from: string, to: string): string => fullDay.formatRange(utc(from), utc(to));
