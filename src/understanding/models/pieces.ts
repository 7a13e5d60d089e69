import { memoised } from '../classifier/memo.ts';

/** A run of letters or of digits in a text, lower-cased, with the gap before it. */
export interface Piece {
  text: string;
  isNumber: boolean;
  start: number;
  end: number;
  /** The characters between the previous piece and this one; '' if there are none. */
  gap: string;
}

/** Many steps of reading use the pieces of a message and its parts. */
const A_MESSAGE = { keys: 32, length: 2_000 };

/** Splits a text into runs of letters and runs of digits: "ENS500-AC" → ens, 500, ac. */
export const pieces: (text: string) => readonly Piece[] = memoised((text) => {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(/[a-z]+|[0-9]+/gi)) {
    const start = match.index;
    found.push({
      text: match[0].toLowerCase(),
      isNumber: /^[0-9]/.test(match[0]),
      start,
      end: start + match[0].length,
      gap: text.slice(end, start),
    });
    end = start + match[0].length;
  }
  return found;
}, A_MESSAGE);
