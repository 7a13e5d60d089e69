import { createHash } from 'node:crypto';

const MARK = '+';
const DIGITS = 12;

/**
 * The version of an entry including the phrases that the review has added. It changes with them, so that an editor who
 * has not seen a phrase cannot remove it by saving.
 */
export const reviewedVersion = (stored: string, phrases: readonly string[]): string =>
  `${stored}${MARK}${createHash('sha256').update(JSON.stringify(phrases)).digest('hex').slice(0, DIGITS)}`;

/** The part of a version that is stored. */
export const storedVersion = (version: string): string => version.split(MARK, 1)[0] ?? '';
