import { fill, type Strings } from '../strings/strings.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const formatter = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat(locale, options);
  } catch {
    // The site set a locale that does not exist.
    return new Intl.DateTimeFormat('en', options);
  }
};

const midnight = (date: Date): number =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

export const isSameDay = (one: Date, other: Date): boolean => midnight(one) === midnight(other);

/** The line above a day's messages: today, yesterday, or the date. */
export function dayName(date: Date, now: Date, locale: string, strings: Strings): string {
  const days = Math.round((midnight(now) - midnight(date)) / DAY_MS);
  if (days === 0) return strings.today;
  if (days === 1) return strings.yesterday;
  return formatter(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(date);
}

/** "14:05", as the locale writes it. */
export const timeOfDay = (date: Date, locale: string): string =>
  formatter(locale, { hour: 'numeric', minute: '2-digit' }).format(date);

/** Date and time in full, for downloads and tooltips. */
export const fullTime = (date: Date, locale: string): string =>
  formatter(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date);

const MB = 1024 * 1024;

/** A number of bytes in megabytes. */
export const megabytes = (bytes: number): string => fill('{count} MB', { count: Math.round(bytes / MB) });
