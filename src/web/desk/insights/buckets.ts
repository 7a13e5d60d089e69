import type { InsightDayFigures } from '#insights/wire.ts';
import { addDays } from './query.ts';

/** A day of the plots, or a week of a long period. */
export interface Bucket {
  from: string;
  to: string;
  days: readonly InsightDayFigures[];
}

/** More bars than this are too thin to press. */
const MAX_BARS = 92;
const WEEK = 7;

/** Splits the days of a period into as many buckets as a plot has room for. */
export function bucketsOf(days: readonly InsightDayFigures[]): Bucket[] {
  const size = days.length > MAX_BARS ? WEEK : 1;
  const buckets: Bucket[] = [];
  for (let at = 0; at < days.length; at += size) {
    const part = days.slice(at, at + size);
    const [first] = part;
    if (first !== undefined)
      buckets.push({ from: first.day, to: addDays(first.day, part.length - 1), days: part });
  }
  return buckets;
}

/** Adds up a figure over a bucket's days. */
export const sumOf = ({ days }: Bucket, read: (day: InsightDayFigures) => number): number =>
  days.reduce((sum, day) => sum + read(day), 0);

/** One figure as a share of another; null if the whole is 0. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
