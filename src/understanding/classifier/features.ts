import { memoised } from './memo.ts';
import {
  NONE,
  numberOfWord,
  type PairTable,
  pairTable,
  valueOfPair,
  type WordTable,
  wordTable,
} from './tables.ts';
import { stem } from './text.ts';

/** An utterance as a point in feature space at distance 1 from the origin: the first `length` indices and values. */
export interface SparseVector {
  indices: Int32Array;
  values: Float32Array;
  length: number;
}

/** The vector of a text: its word features, then its character features. */
export interface TextVector extends SparseVector {
  /** Where the character features begin. */
  characters: number;
  /** The value of a character feature that occurs once, per unit of its rarity. */
  characterScale: number;
}

/** A copy that outlives the next call of the vectoriser. */
export const detached = ({ indices, values, length }: SparseVector): SparseVector => ({
  indices: indices.slice(0, length),
  values: values.slice(0, length),
  length,
});

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

/** Character codes of words: looking up numbers is several times faster than looking up substrings. */
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

/**
 * The keys of the runs of two to four characters of `<word>`: a misspelt or inflected word still shares some of them.
 */
function gramKeys(word: string): number[] {
  const marked = `<${word}>`;
  const keys: number[] = [];
  for (let length = SHORTEST_GRAM; length <= LONGEST_GRAM; length++) {
    for (let start = 0; start + length <= marked.length; start++)
      keys.push(gramKey(marked, start, start + length));
  }
  return keys;
}

/** The dimensions of the vectors, learnt from the training phrases and fixed afterwards: word features come first. */
export interface FeatureSpace {
  /** The stems of the word features, and the two marks. */
  stems: WordTable;
  /** The feature of each single stem + 1; 0 if it has none. */
  single: Uint32Array;
  /** The feature of two neighbouring stems, by their numbers. */
  pairs: PairTable;
  /** The feature of a run of characters, by its key. */
  characters: PairTable;
  /** How many word features there are. */
  words: number;
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
  for (const words of phrases) {
    for (const feature of new Set(wordFeatures(words)))
      wordCounts.set(feature, (wordCounts.get(feature) ?? 0) + 1);
  }
  const kept = <Name>(counts: Iterable<[Name, number]>) =>
    [...counts].filter(([, count]) => count >= minimumPhrases);
  const words = kept(wordCounts);
  const characters = kept(countGrams(phrases));
  return {
    ...indexWords(words.map(([name]) => name)),
    characters: pairTable(characters.map(([key], index) => [key, 0, index + words.length])),
    words: words.length,
    rarity: Float32Array.from([...words, ...characters], ([, count]) =>
      Math.pow(Math.log((1 + phrases.length) / (1 + count)) + 1, IDF_POWER),
    ),
  };
}

/** Counts the phrases with each run of characters, in the order in which the runs first occur. */
function countGrams(phrases: readonly (readonly string[])[]): [key: number, count: number][] {
  const keys: number[] = [];
  const numbers = new Map<number, number>();
  const counts: number[] = [];
  /** The last phrase that each run was counted for. */
  const countedFor: number[] = [];
  const numberOf = (key: number): number => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, keys.length);
    counts.push(0);
    countedFor.push(-1);
    return keys.push(key) - 1;
  };
  // Most words recur, so a word is taken apart only once.
  const ofWords = new Map<string, number[]>();
  for (const [phrase, words] of phrases.entries()) {
    for (const word of words) {
      const known = ofWords.get(word);
      const grams = known ?? gramKeys(word).map(numberOf);
      if (known === undefined) ofWords.set(word, grams);
      for (const gram of grams) {
        if (countedFor[gram] === phrase) continue;
        countedFor[gram] = phrase;
        counts[gram]!++;
      }
    }
  }
  return keys.map((key, gram) => [key, counts[gram]!]);
}

/** The word features by number: stems by name, pairs by the numbers of their stems. */
function indexWords(names: readonly string[]): Pick<FeatureSpace, 'stems' | 'single' | 'pairs'> {
  const split = names.map((name) => name.split(' '));
  const stems = [...new Set(split.flat())];
  const numbers = new Map(stems.map((name, number) => [name, number]));
  const single = new Uint32Array(stems.length);
  const pairs: [left: number, right: number, feature: number][] = [];
  for (const [feature, [left = '', right]] of split.entries()) {
    if (right === undefined) single[numbers.get(left)!] = feature + 1;
    else pairs.push([numbers.get(left)!, numbers.get(right)!, feature]);
  }
  return { stems: wordTable(stems), single, pairs: pairTable(pairs) };
}

/** What the vectoriser knows about a word. */
interface KnownWord {
  /** The number of its stem; `NONE` if no feature has it. */
  stem: number;
  /** The feature of its stem; `NONE` if there is none. */
  feature: number;
  /** Its character features. */
  characters: Uint32Array;
}

/** The feature of a single stem; `NONE` if there is none. */
export const featureOfStem = (
  { stems, single }: Pick<FeatureSpace, 'stems' | 'single'>,
  name: string,
): number => {
  const number = numberOfWord(stems, name);
  return number === NONE ? NONE : single[number]! - 1;
};

/** Counts features and weights them block by block, in arrays that are reused for every text. */
class VectorBuilder {
  readonly vector: TextVector;
  /** The values before the last rounding. */
  readonly #exact: Float64Array;
  readonly #frequencies: Uint16Array;
  readonly #rarity: Float32Array;

  constructor(rarity: Float32Array) {
    const size = rarity.length;
    this.vector = {
      indices: new Int32Array(size),
      values: new Float32Array(size),
      length: 0,
      characters: 0,
      characterScale: 0,
    };
    this.#exact = new Float64Array(size);
    this.#frequencies = new Uint16Array(size);
    this.#rarity = rarity;
  }

  count(feature: number): void {
    if (this.#frequencies[feature] === 0) this.vector.indices[this.vector.length++] = feature;
    this.#frequencies[feature]!++;
  }

  /** Weights the features counted from `start` on and scales them together to length `weight`. @returns the scale */
  endBlock(start: number, weight: number): number {
    const { indices, length } = this.vector;
    const exact = this.#exact;
    let squares = 0;
    for (let at = start; at < length; at++) {
      const feature = indices[at]!;
      const frequency = this.#frequencies[feature]!;
      const rarity = this.#rarity[feature]!;
      const value = frequency === 1 ? rarity : (1 + Math.log(frequency)) * rarity;
      this.#frequencies[feature] = 0;
      squares += value * value;
      exact[at] = value;
    }
    const scale = squares > 0 ? weight / Math.sqrt(squares) : 0;
    for (let at = start; at < length; at++) exact[at]! *= scale;
    return scale;
  }

  /** Scales the whole vector. */
  end(scale: number): TextVector {
    const { values, length } = this.vector;
    for (let at = 0; at < length; at++) values[at] = this.#exact[at]! * scale;
    return this.vector;
  }
}

/** Turns texts into vectors. */
export interface Vectoriser {
  /** The vector of a tokenised text. Each call overwrites the previous vector. */
  vectorise: (words: readonly string[]) => TextVector;
  /** The known character features of a word, each as often as the word contains it. */
  charactersOf: (word: string) => Uint32Array;
}

/**
 * Creates the vectoriser of a space. A vector is (1 + ln tf)·rarity, each block scaled to length 1, the character block
 * × 1.3, then the whole scaled to length 1. Unknown features are dropped; a text without known features gives an empty
 * vector.
 */
export function createVectoriser(space: FeatureSpace): Vectoriser {
  const { stems, pairs, characters: grams } = space;
  const charactersOf = (word: string): Uint32Array => {
    const marked = `<${word}>`;
    const known: number[] = [];
    for (let length = SHORTEST_GRAM; length <= LONGEST_GRAM; length++) {
      for (let start = 0; start + length <= marked.length; start++) {
        const index = valueOfPair(grams, gramKey(marked, start, start + length), 0);
        if (index !== NONE) known.push(index);
      }
    }
    return Uint32Array.from(known);
  };
  const lookUp = memoised((word): KnownWord => {
    const name = stem(word);
    return {
      stem: numberOfWord(stems, name),
      feature: featureOfStem(space, name),
      characters: charactersOf(word),
    };
  });
  const beginning = numberOfWord(stems, '^');
  const end = numberOfWord(stems, '$');
  const pair = (left: number, right: number): number =>
    left === NONE || right === NONE ? NONE : valueOfPair(pairs, left, right);
  const builder = new VectorBuilder(space.rarity);
  const { vector } = builder;

  const vectorise = (words: readonly string[]): TextVector => {
    const known = words.map(lookUp);
    vector.length = 0;
    let before = beginning;
    for (const { stem: current, feature } of known) {
      if (feature !== NONE) builder.count(feature);
      const both = pair(before, current);
      if (both !== NONE) builder.count(both);
      before = current;
    }
    const last = pair(before, end);
    if (last !== NONE) builder.count(last);
    const ofWords = vector.length;
    builder.endBlock(0, 1);
    for (const { characters } of known) {
      for (let at = 0; at < characters.length; at++) builder.count(characters[at]!);
    }
    const scale = builder.endBlock(ofWords, CHARACTER_WEIGHT);
    const squares = (ofWords > 0 ? 1 : 0) + (vector.length > ofWords ? CHARACTER_WEIGHT ** 2 : 0);
    const whole = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    vector.characters = ofWords;
    vector.characterScale = scale * whole;
    return builder.end(whole);
  };
  return { vectorise, charactersOf: (word) => lookUp(word).characters };
}
