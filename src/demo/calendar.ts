import type { Chance } from './chance.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How busy each hour of a working day is, from midnight on. */
const hours = [1, 1, 0, 0, 0, 1, 3, 7, 14, 20, 22, 19, 14, 17, 21, 19, 15, 11, 9, 9, 10, 8, 5, 2];
/** How busy each day of the week is, from Sunday on. */
const weekdays = [35, 105, 110, 100, 95, 85, 45];
/** In the first third a report in the news brings two loud days. */
const newsDays = new Map([
  [24, 2.1],
  [25, 1.6],
]);

/** The hours during which agents are there, as the setting says it. In UTC. */
export const demoOpeningHours = 'Mon-Fri 08:00-18:00; Sat 09:00-13:00';

/** How busy a day is. @param day its number, from 0 for the oldest */
function weightOf(day: number, days: number, start: number): number {
  const weekday = new Date(start + day * DAY_MS).getUTCDay();
  const growth = 0.85 + (0.3 * day) / days;
  return (weekdays[weekday] ?? 0) * growth * (newsDays.get(day) ?? 1);
}

/**
 * Chooses when conversations begin: more on working days and at working hours, slowly growing.
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
