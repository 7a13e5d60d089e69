import { createHash } from 'node:crypto';
import type { Entry } from './entry.ts';

const MARK = '+';
const DIGITS = 12;

const marked = (content: unknown): string =>
  `${MARK}${createHash('sha256')
    .update(JSON.stringify([content]))
    .digest('hex')
    .slice(0, DIGITS)}`;

/** Entries never change, so each is hashed once. */
const published = new WeakMap<Entry, string>();

/**
 * The version of an entry that nobody has changed. It changes with the published content, so that an editor who has not
 * seen a publication cannot undo it by saving.
 */
export function publishedVersion(entry: Entry): string {
  const version = published.get(entry) ?? marked(entry.content);
  published.set(entry, version);
  return version;
}

/**
 * The version of an entry including the phrases that the review has added. It changes with them, so that an editor who
 * has not seen a phrase cannot remove it by saving.
 */
export const reviewedVersion = (version: string, phrases: readonly string[]): string =>
  `${version}${marked(phrases)}`;

/** The part of a version that is stored; empty: nobody has changed the entry. */
export const storedVersion = (version: string): string => version.split(MARK, 1)[0] ?? '';
