import { DateTime } from 'luxon';
import type { OpeningHours } from '#handoff/opening-hours.ts';
import type { Total } from '#store/insights/read-totals.ts';
import { weekdayOf } from './period.ts';

const DAYS = 7;
const HOURS = 24;
const QUARTERS = [0, 15, 30, 45];
/** A Monday in a week in which the clocks do not change. */
const SOME_MONDAY = '2026-06-01';

const weekOf = <Value>(valueOf: (weekday: number, hour: number) => Value): Value[][] =>
  Array.from({ length: DAYS }, (_, weekday) =>
    Array.from({ length: HOURS }, (__, hour) => valueOf(weekday, hour)),
  );

/** Messages by weekday, Monday first, and hour. */
export function hoursIn(totals: readonly (Total & { day: string })[]): number[][] {
  const week = weekOf(() => 0);
  for (const { day, measure, key, count } of totals) {
    const ofDay = measure === 'hour' ? week[weekdayOf(day)] : undefined;
    if (ofDay !== undefined) ofDay[Number(key)] = (ofDay[Number(key)] ?? 0) + count;
  }
  return week;
}

/** Whether agents are available during any part of each hour of the week. */
export function openHoursIn(opening: OpeningHours, timeZone: string): boolean[][] {
  const monday = DateTime.fromISO(SOME_MONDAY, { zone: timeZone });
  return weekOf((days, hours) =>
    QUARTERS.some((minutes) =>
      opening.isOpen(monday.plus({ days }).set({ hour: hours, minute: minutes }).toJSDate()),
    ),
  );
}
