import type { InsightSelection } from '#insights/wire.ts';

/** What the page shows, as in its address. Days are local: `2026-11-26`. */
export interface InsightQuery {
  from: string;
  to: string;
  channel?: string;
  locale?: string;
  /** The bar or dot whose conversations are shown; undefined shows the plots. */
  of?: InsightSelection;
  key?: string;
  /** Its name. */
  label?: string;
  /** The plots from which it was opened, as part of an address. */
  plots?: string;
}

const DAY_MS = 86_400_000;
const IS_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day in the format of the browser's date fields. */
const dayOf = (at: Date): string =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;

/** Adds days to a day; a negative number subtracts. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The number of days in a period, including the first and the last. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;

/** The last days, including today. */
export const lastDays = (days: number, today = dayOf(new Date())): Pick<InsightQuery, 'from' | 'to'> => ({
  from: addDays(today, 1 - days),
  to: today,
});

/** The period shown at first. */
const FIRST_DAYS = 30;

/** Reads the query from an address; missing or invalid parts get their defaults. */
export function queryIn(reference: string | undefined): InsightQuery {
  const given = Object.fromEntries(new URLSearchParams(reference ?? ''));
  const { from = '', to = '', ...others } = given;
  const isPeriod = IS_DAY.test(from) && IS_DAY.test(to) && from <= to;
  const rest: Record<string, string> = {};
  for (const name of ['channel', 'locale', 'of', 'key', 'label', 'plots'])
    if (others[name] !== undefined && others[name] !== '') rest[name] = others[name];
  return { ...(isPeriod ? { from, to } : lastDays(FIRST_DAYS)), ...rest };
}

/** The query as part of an address. */
export const referenceOf = (query: InsightQuery): string => new URLSearchParams({ ...query }).toString();
