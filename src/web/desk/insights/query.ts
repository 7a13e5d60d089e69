import type { InsightSelection } from '#insights/wire.ts';

/** What the page shows, as its address says it. Days are local: `2026-11-26`. */
export interface InsightQuery {
  from: string;
  to: string;
  channel?: string;
  locale?: string;
  /** The bar or dot whose conversations are shown; undefined shows the plots. */
  of?: InsightSelection;
  key?: string;
  /** What people call it. */
  label?: string;
  /** The plots from which it was opened, as their part of an address. */
  plots?: string;
}

const DAY_MS = 86_400_000;
const IS_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day as the browser's date fields write it. */
const dayOf = (at: Date): string =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;

/** A day some days later or earlier. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** How many days a period has, with its first and its last. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;

/** The last so many days, today included. */
export const lastDays = (days: number, today = dayOf(new Date())): Pick<InsightQuery, 'from' | 'to'> => ({
  from: addDays(today, 1 - days),
  to: today,
});

/** What people look at first. */
const FIRST_DAYS = 30;

/** Reads what an address shows; what is missing or wrong in it takes its default. */
export function queryIn(reference: string | undefined): InsightQuery {
  const given = Object.fromEntries(new URLSearchParams(reference ?? ''));
  const { from = '', to = '', ...others } = given;
  const isPeriod = IS_DAY.test(from) && IS_DAY.test(to) && from <= to;
  const rest: Record<string, string> = {};
  for (const name of ['channel', 'locale', 'of', 'key', 'label', 'plots'])
    if (others[name] !== undefined && others[name] !== '') rest[name] = others[name];
  return { ...(isPeriod ? { from, to } : lastDays(FIRST_DAYS)), ...rest };
}

/** The part of an address that shows this. */
export const referenceOf = (query: InsightQuery): string => new URLSearchParams({ ...query }).toString();
