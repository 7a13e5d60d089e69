import { badArgument } from '#http/problem.ts';

/** Where a page of a list sorted by time ended, as text for the next request. */
export const toPlace = (at: Date, key: string): string => `${at.getTime()}_${key}`;

/** @returns undefined for the first page @throws {HttpProblem} 400 for anything that `toPlace` did not produce */
export function fromPlace(text: string | undefined): { at: Date; key: string } | undefined {
  if (text === undefined || text === '') return undefined;
  const [, time = '', key = ''] = /^(\d{1,15})_(.{1,100})$/.exec(text) ?? [];
  if (key === '') throw badArgument('"after" is not the "next" of a page.');
  return { at: new Date(Number(time)), key };
}
