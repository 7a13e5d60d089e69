import { editDistance } from './edit-distance.ts';
import { isEnglish } from './english.ts';

/** From this length on, a word may contain two mistakes; a shorter one may contain one. */
const LONG_WORD = 7;
const SHORTEST_WORD = 3;

/** How often each word of the domain occurs in the training phrases. */
export type WordCounts = ReadonlyMap<string, number>;

/** Corrects misspelt words of the domain and leaves all other words alone. It searches afresh on each call. */
export interface SpellingCorrector {
  /** The intended word; the token itself if it is known, plain English, short, or contains a digit. */
  correct(token: string): string;
  /** Whether the token itself is a word of the domain. */
  knows(token: string): boolean;
}

/** One bit for each letter, to rule out most words without a letter-by-letter comparison. */
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
 * Creates a corrector that corrects to the words of `counts`. A candidate one edit away (two from seven letters on)
 * scores −3·distance + 1 for the same first letter + 0.3·ln(count); ties go to the alphabetically first.
 */
export function createSpellingCorrector(counts: WordCounts): SpellingCorrector {
  const candidates = [...counts.keys()]
    .filter((word) => word.length >= SHORTEST_WORD && !/\d/.test(word))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const longest = candidates.at(-1)?.length ?? 0;
  /** The index of the first candidate of each length. */
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
      // One edit adds, removes or replaces a letter, so it changes at most two bits.
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

  const correct = (token: string): string => {
    const eligible =
      token.length >= SHORTEST_WORD && !/\d/.test(token) && !counts.has(token) && !isEnglish(token);
    return eligible ? search(token) : token;
  };

  return { correct, knows: (token) => counts.has(token) };
}
