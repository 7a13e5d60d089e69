import type { PageEnd } from '#store/insights/find-conversations.ts';

/** A time, and the id of a conversation if the page ended with one. */
export const pageEnd = /^(\d{1,15})(?:\.(.{1,500}))?$/;

/** Writes where a page ended, for the query of the next one. */
export const writePageEnd = ({ at, id }: PageEnd): string => (id === undefined ? String(at) : `${at}.${id}`);

/** Reads what `writePageEnd` wrote. */
export function readPageEnd(text: string): PageEnd {
  const [, at, id] = pageEnd.exec(text) ?? [];
  return { at: Number(at), id };
}
