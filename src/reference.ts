import { randomInt } from 'node:crypto';

/** Omits letters and digits that are easily confused when read aloud. */
const alphabet = 'ABCDEFGHJKLMNPQRTUVWXY346789';

const part = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');

/**
 * Creates the generator of references like "K7QX-3MWA": short enough to read out, and numerous enough that none
 * repeats.
 */
export function createReference(): () => string {
  return () => `${part()}-${part()}`;
}
