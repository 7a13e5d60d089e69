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

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
/** `| 0x20` lower-cases a letter. */
const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;

/** Splits a text into runs of letters and runs of digits: "ENS500-AC" → ens, 500, ac. */
export const pieces: (text: string) => readonly Piece[] = memoised((text) => {
  const found: Piece[] = [];
  let before = 0;
  for (let start = 0; start < text.length;) {
    const isNumber = isDigit(text.charCodeAt(start));
    const belongs = isNumber ? isDigit : isLetter;
    let end = start;
    while (end < text.length && belongs(text.charCodeAt(end))) end += 1;
    if (end > start) {
      const gap = text.slice(before, start);
      found.push({ text: text.slice(start, end).toLowerCase(), isNumber, start, end, gap });
      before = end;
    }
    start = Math.max(end, start + 1);
  }
  return found;
}, A_MESSAGE);
