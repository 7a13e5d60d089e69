import { cutText } from '#text/cut-text.ts';

/** A word of a text, in the form in which it is searched. */
export interface Word {
  /** Lower case, without accents; letters and digits only. */
  word: string;
  /** Where it begins in the text, in UTF-16 units. */
  start: number;
  end: number;
}

const LONGEST_WORD = 64;
const RUN = /[\p{L}\p{N}\p{M}]+/gu;
/** Scripts that put no spaces between words: each character counts as a word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

const folded = (text: string): string =>
  cutText(
    text
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(/[^\p{L}\p{N}]+/gu, '')
      .normalize('NFKC'),
    LONGEST_WORD,
  );

/** Splits a text into the words by which it can be found. Both databases index these, so that both find the same. */
export function* wordsOf(text: string): Generator<Word> {
  for (const run of text.matchAll(RUN))
    for (const piece of run[0].matchAll(UNSPACED)) {
      const word = folded(piece[0]);
      const start = run.index + piece.index;
      if (word !== '') yield { word, start, end: start + piece[0].length };
    }
}
