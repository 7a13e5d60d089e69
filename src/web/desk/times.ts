import { signal } from '@preact/signals';

const short = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const clockTime = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** Date and time in the agent's locale. @param iso ISO 8601 */
export const shortTime = (iso: string): string => short.format(new Date(iso));

/** Date and time in a time zone, such as the business one. @param iso ISO 8601 */
export const timeIn = (timeZone: string | undefined, iso: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(iso),
  );

const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const withYear = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });
const nearby = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const DAY_MS = 24 * 60 * 60 * 1000;

/** The name of a day: “today”, “yesterday”, or its date. */
export function dayName(at: Date): string {
  const today = new Date();
  const before = Math.round((startOf(today) - startOf(at)) / DAY_MS);
  if (before === 0 || before === 1) return nearby.format(-before, 'day');
  return (at.getFullYear() === today.getFullYear() ? weekday : withYear).format(at);
}

const startOf = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

const dayOnly = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const dateOnly = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** A short time for lists: the time today, the day this year, else the date. @param iso ISO 8601 */
export function listTime(iso: string): string {
  const at = new Date(iso);
  const today = new Date();
  if (at.toDateString() === today.toDateString()) return clockTime.format(at);
  return (at.getFullYear() === today.getFullYear() ? dayOnly : dateOnly).format(at);
}

/** The time of day only. */
export const timeOfDay = (at: Date): string => clockTime.format(at);

/** The current time; anything that reads it renders again each second. */
const now = signal(Date.now());
setInterval(() => {
  now.value = Date.now();
}, 1000);

/** Seconds since a time; never below 0, since clocks differ. @param iso ISO 8601 */
export const secondsSince = (iso: string): number =>
  Math.max(0, Math.floor((now.value - Date.parse(iso)) / 1000));

/** A duration as m:ss. */
export const minutes = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
