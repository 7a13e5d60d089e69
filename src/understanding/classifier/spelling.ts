import { editDistance } from './edit-distance.ts';
import { isEnglish } from './english.ts';
import { memoised } from './memo.ts';

/** Two mistakes are forgiven from this length on, one below it. */
const LONG_WORD = 7;
const SHORTEST_WORD = 3;

/** The words of the domain: how often each stands in the training phrases. */
export type WordCounts = ReadonlyMap<string, number>;

/** Mends misspelt words of the domain, and leaves every other word alone. */
export interface SpellingCorrector {
  /** The word meant: the token itself where it is known, plain English, short, or holds a digit. */
  correct(token: string): string;
  /** Whether the token is a word of the domain as it stands. */
  knows(token: string): boolean;
}

/** One bit for each letter, so that most words are ruled out without comparing them letter by letter. */
function letters(word: string): number {
  let bits = 0;
  for (let index = 0; index < word.length; index++) bits |= 1 << (word.charCodeAt(index) % 32);
  return bits;
}

function countBits(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/**
 * A corrector towards `counts`. A candidate one edit away (two from seven letters on) is rated
 * −3·distance + 1 for the same first letter + 0.3·ln(count); ties go to the alphabetically first.
 */
export function createSpellingCorrector(counts: WordCounts): SpellingCorrector {
  const candidates = [...counts.keys()]
    .filter((word) => word.length >= SHORTEST_WORD && !/\d/.test(word))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const longest = candidates.at(-1)?.length ?? 0;
  /** Candidates of `length` letters begin here. */
  const starts = Array.from({ length: longest + 2 }, (_, length) => {
    const start = candidates.findIndex((word) => word.length >= length);
    return start < 0 ? candidates.length : start;
  });
  const letterBits = Int32Array.from(candidates, letters);
  const weights = Float64Array.from(candidates, (word) => 0.3 * Math.log(counts.get(word) ?? 1));

  const search = (token: string): string => {
    const limit = token.length >= LONG_WORD ? 2 : 1;
    const bits = letters(token);
    let best = token;
    let bestRating = Number.NEGATIVE_INFINITY;
    const end = starts[Math.min(token.length + limit, longest) + 1]!;
    for (let index = starts[Math.min(token.length - limit, longest + 1)]!; index < end; index++) {
      // One edit adds, drops or exchanges a letter: at most two bits differ for each.
      if (countBits(letterBits[index]! ^ bits) > 2 * limit) continue;
      const candidate = candidates[index]!;
      const distance = editDistance(token, candidate, limit);
      if (distance > limit) continue;
      const rating = -3 * distance + (candidate[0] === token[0] ? 1 : 0) + weights[index]!;
      if (rating > bestRating || (rating === bestRating && candidate < best)) {
        bestRating = rating;
        best = candidate;
      }
    }
    return best;
  };

  const correct = memoised((token) => {
    const eligible =
      token.length >= SHORTEST_WORD && !/\d/.test(token) && !counts.has(token) && !isEnglish(token);
    return eligible ? search(token) : token;
  });

  return { correct, knows: (token) => counts.has(token) };
}
