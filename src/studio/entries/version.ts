import { createHash } from 'node:crypto';

const MARK = '+';
const DIGITS = 12;

/**
 * The version of an entry with the phrases that the review has added: it changes with them, so that an editor who has not
 * seen one cannot leave it out.
 */
export const reviewedVersion = (stored: string, phrases: readonly string[]): string =>
  `${stored}${MARK}${createHash('sha256').update(JSON.stringify(phrases)).digest('hex').slice(0, DIGITS)}`;

/** The part of a version that the store knows. */
export const storedVersion = (version: string): string => version.split(MARK, 1)[0] ?? '';
