import { randomInt } from 'node:crypto';

/** Without letters and digits that are mistaken for each other when read aloud. */
const alphabet = 'ABCDEFGHJKLMNPQRTUVWXY346789';

const part = (): string => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');

/** Builds the maker of reference numbers like "K7QX-3MWA": short enough to read out, too many to meet twice. */
export function createReference(): () => string {
  return () => `${part()}-${part()}`;
}
