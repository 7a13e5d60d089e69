import { DateTime } from 'luxon';

/** A moment as a clock on the wall shows it. */
export interface LocalTime {
  /** `2026-11-26` */
  day: string;
  /** 0 to 23. */
  hour: number;
}

/** Every time zone is a whole number of these from every other. */
const QUARTER_HOUR_MS = 900_000;
const MOST_KNOWN = 50_000;

/** Builds the reader of local times. Facts come in order, so that nearly every moment is in a known quarter of an hour. */
export function createLocalTime(timeZone: string): (at: number) => LocalTime {
  const known = new Map<number, LocalTime>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_HOUR_MS);
    const found = known.get(quarter);
    if (found !== undefined) return found;
    const local = DateTime.fromMillis(quarter * QUARTER_HOUR_MS, { zone: timeZone });
    const time = { day: local.toISODate() ?? '', hour: local.hour };
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(quarter, time);
    return time;
  };
}
