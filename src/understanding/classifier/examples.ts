import type { FeatureSpace, SparseVector } from './features.ts';

/** The examples in which each feature occurs: feature `i` in `owners[lists[i]]` up to `owners[lists[i + 1]]`. */
interface Occurrences {
  lists: Uint32Array;
  /** 16-bit numbers if there are few enough examples: each search then has to fetch only half as much. */
  owners: Uint16Array | Uint32Array;
}

/**
 * The training vectors as an inverted index. The value of a feature in an example is the rarity of the feature × the
 * scale of the example × a share. Nearly every character feature occurs once in its examples, and then its share is 1:
 * a search through `once` only adds.
 */
export interface Examples {
  once: Occurrences;
  /** All others, with their shares at the same indices as their owners. */
  weighted: Occurrences & { shares: Float32Array };
  scales: Float32Array;
  /** The classes of the examples, in ascending order. */
  labels: Uint32Array;
}

/**
 * A feature that more than this share of the phrases have says little about similarity and costs most of the work.
 * Without such features a search takes half the time and is just as accurate (measured on held-out phrases).
 */
const COMMON_SHARE = 0.15;
/** Shares are either 1, or 1 + ln 2 and more; anything in between is a rounding error. */
const NEARLY_ONE = 1.001;

/** How many examples 16 bits can number. */
const FEW_EXAMPLES = 2 ** 16;

/** The array type for the numbers of this many examples. */
export const ownersArray = (examples: number) => (examples <= FEW_EXAMPLES ? Uint16Array : Uint32Array);

/** Packs the training vectors without their common features. */
export function packExamples(
  vectors: readonly SparseVector[],
  labels: Int32Array,
  space: FeatureSpace,
): Examples {
  const order = [...vectors.keys()].sort((a, b) => labels[a]! - labels[b]! || a - b);
  const ordered = order.map((at) => vectors[at]!);
  const isCommon = commonFeatures(ordered, space.rarity.length);
  const scales = Float32Array.from(ordered, (vector) => scaleOf(vector, space));
  const most = ordered.reduce((sum, { length }) => sum + length, 0);
  const once = new Packer(space.rarity.length, most);
  const weighted = new Packer(space.rarity.length, most);
  for (const [example, { indices, values, length }] of ordered.entries()) {
    for (let position = 0; position < length; position++) {
      const index = indices[position]!;
      if (isCommon[index] === 1) continue;
      const share = values[position]! / space.rarity[index]! / scales[example]!;
      if (index >= space.words && share < NEARLY_ONE) once.add(index, example, 1);
      else weighted.add(index, example, share);
    }
  }
  const { lists, owners } = once.pack(ordered.length);
  return {
    once: { lists, owners },
    weighted: weighted.pack(ordered.length),
    scales,
    labels: Uint32Array.from(order, (at) => labels[at]!),
  };
}

function commonFeatures(vectors: readonly SparseVector[], dimensions: number): Uint8Array {
  const counts = new Uint32Array(dimensions);
  for (const { indices, length } of vectors) {
    for (let position = 0; position < length; position++) counts[indices[position]!]!++;
  }
  return Uint8Array.from(counts, (count) => (count > vectors.length * COMMON_SHARE ? 1 : 0));
}

/** The value of a character feature that occurs once, per unit of its rarity; 1 if there is none. */
function scaleOf({ indices, values, length }: SparseVector, { words, rarity }: FeatureSpace): number {
  let least = Number.POSITIVE_INFINITY;
  for (let position = 0; position < length; position++) {
    const index = indices[position]!;
    if (index >= words) least = Math.min(least, values[position]! / rarity[index]!);
  }
  return Number.isFinite(least) ? least : 1;
}

/** Collects occurrences in the order of their examples, and lists them by feature. */
class Packer {
  readonly #features: Uint32Array;
  readonly #owners: Uint32Array;
  readonly #shares: Float32Array;
  readonly #dimensions: number;
  #length = 0;

  /** @param most how many occurrences there may be */
  constructor(dimensions: number, most: number) {
    this.#dimensions = dimensions;
    this.#features = new Uint32Array(most);
    this.#owners = new Uint32Array(most);
    this.#shares = new Float32Array(most);
  }

  add(feature: number, owner: number, share: number): void {
    this.#features[this.#length] = feature;
    this.#owners[this.#length] = owner;
    this.#shares[this.#length++] = share;
  }

  pack(examples: number): Occurrences & { shares: Float32Array } {
    const lists = new Uint32Array(this.#dimensions + 1);
    for (let at = 0; at < this.#length; at++) lists[this.#features[at]! + 1]!++;
    for (let feature = 0; feature < this.#dimensions; feature++) lists[feature + 1]! += lists[feature]!;
    const next = lists.slice();
    const owners = new (ownersArray(examples))(this.#length);
    const shares = new Float32Array(this.#length);
    for (let at = 0; at < this.#length; at++) {
      const slot = next[this.#features[at]!]!++;
      owners[slot] = this.#owners[at]!;
      shares[slot] = this.#shares[at]!;
    }
    return { lists, owners, shares };
  }
}
