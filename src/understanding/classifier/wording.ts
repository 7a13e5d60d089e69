import type { Correction } from './classification.ts';
import { memoised } from './memo.ts';
import { createSpellingCorrector } from './spelling.ts';
import type { WordCounts } from './spelling.ts';
import { tokens } from './text.ts';

/** A text as the classifier sees it. */
export interface Wording {
  /** Its words in order, with misspellings corrected. */
  words: readonly string[];
  corrections: Correction[];
  /** Share (0..1) of the words that occur in no training phrase, after correction. */
  unknown: number;
}

/** Creates the function that tokenises a text with the spelling and the vocabulary of the domain. */
export function createWorder(counts: WordCounts): (text: string) => Wording {
  const spelling = createSpellingCorrector(counts);
  const read = memoised((written) => {
    const word = spelling.correct(written);
    return { word, isKnown: spelling.knows(word) };
  });
  return (text) => {
    const corrections: Correction[] = [];
    let unknown = 0;
    const words = tokens(text).map((from) => {
      const { word: to, isKnown } = read(from);
      if (to !== from) corrections.push({ from, to });
      if (!isKnown) unknown++;
      return to;
    });
    return { words, corrections, unknown: words.length > 0 ? unknown / words.length : 0 };
  };
}

/**
 * How often each word occurs in the phrases; words of `vocabulary` count at least once. Shorter words come first, and
 * words of equal length in alphabetical order, as the search for misspellings expects.
 */
export function countWords(
  phrases: readonly { words: readonly string[] }[],
  vocabulary: readonly string[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of phrases) {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  for (const name of vocabulary) {
    for (const word of tokens(name)) if (!counts.has(word)) counts.set(word, 1);
  }
  return new Map([...counts].sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)));
}
