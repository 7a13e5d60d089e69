import type { Chance } from './chance.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How busy each hour of a working day is, starting at midnight. */
const hours = [1, 1, 0, 0, 0, 1, 3, 7, 14, 20, 22, 19, 14, 17, 21, 19, 15, 11, 9, 9, 10, 8, 5, 2];
/** How busy each day of the week is, starting on Sunday. */
const weekdays = [35, 105, 110, 100, 95, 85, 45];
/** A report in the news causes two busy days in the first third. */
const newsDays = new Map([
  [24, 2.1],
  [25, 1.6],
]);

/** The hours when agents are available, in the form of the setting. In UTC. */
export const demoOpeningHours = 'Mon-Fri 08:00-18:00; Sat 09:00-13:00';

/** How busy a day is. @param day its number, from 0 for the oldest */
function weightOf(day: number, days: number, start: number): number {
  const weekday = new Date(start + day * DAY_MS).getUTCDay();
  const growth = 0.85 + (0.3 * day) / days;
  return (weekdays[weekday] ?? 0) * growth * (newsDays.get(day) ?? 1);
}

/**
 * Chooses when conversations begin: more of them on working days and during working hours, slowly growing.
 * @param until milliseconds; the last moment
 * @returns milliseconds, in order
 */
export function beginnings(count: number, days: number, until: number, chance: Chance): number[] {
  const start = Math.floor(until / DAY_MS) * DAY_MS - (days - 1) * DAY_MS;
  const byDay = Array.from({ length: days }, (_, day) => [day, weightOf(day, days, start)] as const);
  const byHour = hours.map((weight, hour) => [hour, weight] as const);
  const times: number[] = [];
  while (times.length < count) {
    const hour = chance.weighted(byHour);
    const at = start + chance.weighted(byDay) * DAY_MS + (hour + chance.random()) * HOUR_MS;
    if (at < until) times.push(Math.floor(at));
  }
  return times.sort((a, b) => a - b);
}
