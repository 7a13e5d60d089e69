import { memoised } from './memo.ts';
import { stem } from './text.ts';

/** An utterance as a point in feature space; indices ascend within a block, and the whole vector has length 1. */
export interface SparseVector {
  indices: Int32Array;
  values: Float32Array;
}

/** The weight of the character features relative to the word features. */
const CHARACTER_WEIGHT = 1.3;
const IDF_POWER = 0.5;
const SHORTEST_GRAM = 2;
const LONGEST_GRAM = 4;

/** Stems and pairs of neighbouring stems, with `^` for the beginning and `$` for the end. */
function wordFeatures(words: readonly string[]): string[] {
  const features: string[] = [];
  let before = '^';
  for (const word of words) {
    const current = stem(word);
    features.push(current, `${before} ${current}`);
    before = current;
  }
  features.push(`${before} $`);
  return features;
}

/** Runs of two to four characters of `<word>`: a misspelt or inflected word still shares some of them. */
function characterFeatures(word: string): string[] {
  const marked = `<${word}>`;
  const grams: string[] = [];
  for (let length = SHORTEST_GRAM; length <= LONGEST_GRAM; length++) {
    for (let start = 0; start + length <= marked.length; start++)
      grams.push(marked.slice(start, start + length));
  }
  return grams;
}

/** Character codes of words: looking up numbers is several times as fast as looking up substrings. */
const codeOf = new Map(
  '<>0123456789abcdefghijklmnopqrstuvwxyz'.split('').map((letter, at) => [letter.charCodeAt(0), at + 1]),
);
const CODE_BITS = 6;

/** Encodes a run of up to four characters as a unique number. */
function gramKey(text: string, start: number, end: number): number {
  let key = 0;
  for (let at = start; at < end; at++) key = (key << CODE_BITS) | (codeOf.get(text.charCodeAt(at)) ?? 0);
  return key;
}

/** The dimensions of the vectors, learnt from the training phrases and fixed afterwards. */
export interface FeatureSpace {
  /** Names of the word features, then of the character features. */
  words: readonly string[];
  characters: readonly string[];
  /** Weight of each feature by its rarity, (ln((1 + N) / (1 + n)) + 1)^0.5 for n of N phrases. */
  rarity: Float32Array;
}

export const dimensions = (space: FeatureSpace): number => space.rarity.length;

/** Builds the feature space of tokenised phrases from the features that occur in at least `minimumPhrases` of them. */
export function fitFeatureSpace(
  phrases: readonly (readonly string[])[],
  minimumPhrases: number,
): FeatureSpace {
  const wordCounts = new Map<string, number>();
  const characterCounts = new Map<string, number>();
  for (const words of phrases) {
    for (const feature of new Set(wordFeatures(words))) {
      wordCounts.set(feature, (wordCounts.get(feature) ?? 0) + 1);
    }
    for (const feature of new Set(words.flatMap(characterFeatures))) {
      characterCounts.set(feature, (characterCounts.get(feature) ?? 0) + 1);
    }
  }
  const kept = (counts: Map<string, number>) => [...counts].filter(([, count]) => count >= minimumPhrases);
  const words = kept(wordCounts);
  const characters = kept(characterCounts);
  const rarity = Float32Array.from([...words, ...characters], ([, count]) =>
    Math.pow(Math.log((1 + phrases.length) / (1 + count)) + 1, IDF_POWER),
  );
  return { words: words.map(([name]) => name), characters: characters.map(([name]) => name), rarity };
}

/**
 * Creates the function that turns a tokenised text into its vector: (1 + ln tf)·rarity, each block scaled to length 1,
 * the character block × 1.3, then the whole scaled to length 1. Unknown features are dropped; a text with no known
 * feature gives an empty vector.
 */
export function createVectoriser(space: FeatureSpace): (words: readonly string[]) => SparseVector {
  const wordIndex = new Map(space.words.map((name, index) => [name, index]));
  const characterIndex = new Map(
    space.characters.map((name, index) => [gramKey(name, 0, name.length), index + space.words.length]),
  );
  const { rarity } = space;

  const characterIndices = memoised((word) => {
    const marked = `<${word}>`;
    const known: number[] = [];
    for (let length = SHORTEST_GRAM; length <= LONGEST_GRAM; length++) {
      for (let start = 0; start + length <= marked.length; start++) {
        const index = characterIndex.get(gramKey(marked, start, start + length));
        if (index !== undefined) known.push(index);
      }
    }
    return Uint32Array.from(known);
  });

  // One frequency slot for each dimension, cleared after use: cheaper than a map for each utterance.
  const frequencies = new Uint16Array(rarity.length);

  // The vector under construction, also reused: a text has a few hundred features.
  const indices: number[] = [];
  const values: number[] = [];

  const count = (index: number): void => {
    if (frequencies[index] === 0) indices.push(index);
    frequencies[index]!++;
  };
  /** Weights the features counted from `start` on and scales them together to length `weight`. */
  const endBlock = (start: number, weight: number): void => {
    let squares = 0;
    for (let at = start; at < indices.length; at++) {
      const index = indices[at]!;
      const value = (1 + Math.log(frequencies[index]!)) * rarity[index]!;
      frequencies[index] = 0;
      squares += value * value;
      values[at] = value;
    }
    const scale = squares > 0 ? weight / Math.sqrt(squares) : 0;
    for (let at = start; at < indices.length; at++) values[at]! *= scale;
  };

  return (words) => {
    indices.length = 0;
    for (const feature of wordFeatures(words)) {
      const index = wordIndex.get(feature);
      if (index !== undefined) count(index);
    }
    const ofWords = indices.length;
    endBlock(0, 1);
    for (const word of words) for (const index of characterIndices(word)) count(index);
    endBlock(ofWords, CHARACTER_WEIGHT);

    const squares = (ofWords > 0 ? 1 : 0) + (indices.length > ofWords ? CHARACTER_WEIGHT ** 2 : 0);
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    const vector = { indices: Int32Array.from(indices), values: new Float32Array(indices.length) };
    for (let at = 0; at < indices.length; at++) vector.values[at] = values[at]! * scale;
    return vector;
  };
}
