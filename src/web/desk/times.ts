import { signal } from '@preact/signals';

const short = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const clockTime = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** Date and time as the agent's browser writes them. @param iso ISO 8601 */
export const shortTime = (iso: string): string => short.format(new Date(iso));

/** The time of day only. */
export const timeOfDay = (at: Date): string => clockTime.format(at);

/** The current time in seconds; anything that reads it renders again each second. */
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
