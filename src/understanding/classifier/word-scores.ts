import type { TextVector, Vectoriser } from './features.ts';
import { addFeature, type LinearModel, scoreInto } from './linear-model.ts';
import { memoised, WORDS } from './memo.ts';

/**
 * The share of a feature is 1 + ln of its number of occurrences; anything between 1 and 1 + ln 2 is a rounding error.
 */
const NEARLY_ONE = 1.001;
/** The most numbers that are remembered: 8 MB of them. */
const MAX_SUMS = 2 ** 21;

/**
 * Creates the function that writes the same as `scoreInto`, up to rounding, for the vector of a text with these words.
 * The sum over a word's character features is cached by word: most words recur, a word has a dozen of these features,
 * and the weights of all of them together exceed any cache. It then only remains to correct the features that several
 * words share.
 */
export function createScoreWords(
  model: LinearModel,
  rarity: Float32Array,
  { charactersOf }: Pick<Vectoriser, 'charactersOf'>,
): (scores: Float64Array, words: readonly string[], vector: TextVector) => void {
  const width = model.biases.length;
  const sums = new Float64Array(width);

  const addShare = (into: Float64Array | Float32Array, feature: number, share: number): void =>
    addFeature(into, model, feature, share * rarity[feature]!);
  const sumsOf = memoised(
    (word): Float32Array => {
      const ofWord = new Float32Array(width);
      for (const feature of charactersOf(word)) addShare(ofWord, feature, 1);
      return ofWord;
    },
    { ...WORDS, keys: Math.min(WORDS.keys, Math.floor(MAX_SUMS / width)) },
  );

  return (scores, words, vector) => {
    const { indices, values, length, characters, characterScale } = vector;
    sums.fill(0);
    for (const word of words) {
      const ofWord = sumsOf(word);
      for (let at = 0; at < width; at++) sums[at]! += ofWord[at]!;
    }
    for (let position = characters; position < length; position++) {
      const feature = indices[position]!;
      const share = values[position]! / (rarity[feature]! * characterScale);
      if (share > NEARLY_ONE) addShare(sums, feature, share - Math.round(Math.exp(share - 1)));
    }
    scoreInto(scores, model, { indices, values, length: characters });
    for (let at = 0; at < width; at++) scores[at]! += characterScale * sums[at]!;
  };
}
