import type { SparseVector } from './features.ts';

/**
 * The training vectors as an inverted index: feature `i` occurs in the examples `owners[lists[i]]` up to
 * `owners[lists[i + 1]]`, each with the value at the same place in `shares`. `labels` are the classes of the examples,
 * in ascending order.
 */
export interface Examples {
  lists: Uint32Array;
  owners: Uint32Array;
  shares: Float32Array;
  labels: Uint32Array;
}

/**
 * A feature of more than this share of the phrases says little about similarity and costs most of the work. Without
 * such features a search takes half the time and is just as accurate (measured on held-out phrases).
 */
const COMMON_SHARE = 0.15;

/** Packs the training vectors without their common features. */
export function packExamples(
  vectors: readonly SparseVector[],
  labels: Int32Array,
  dimensions: number,
): Examples {
  const order = [...vectors.keys()].sort((a, b) => labels[a]! - labels[b]! || a - b);
  const counts = new Uint32Array(dimensions);
  for (const { indices, length } of vectors) {
    for (let position = 0; position < length; position++) counts[indices[position]!]!++;
  }
  const most = vectors.length * COMMON_SHARE;
  const lists = new Uint32Array(dimensions + 1);
  for (let index = 0; index < dimensions; index++)
    lists[index + 1] = lists[index]! + (counts[index]! > most ? 0 : counts[index]!);
  const next = lists.slice();
  const owners = new Uint32Array(lists[dimensions]!);
  const shares = new Float32Array(owners.length);
  for (const [example, at] of order.entries()) {
    const { indices, values, length } = vectors[at]!;
    for (let position = 0; position < length; position++) {
      const index = indices[position]!;
      if (counts[index]! > most) continue;
      const slot = next[index]!++;
      owners[slot] = example;
      shares[slot] = values[position]!;
    }
  }
  return { lists, owners, shares, labels: Uint32Array.from(order, (at) => labels[at]!) };
}

/**
 * Creates the function that writes, for each class, the cosine (0..1) between a vector and the most similar training
 * example of the class. Only examples that share a rarer feature with the vector are visited.
 */
export function createNearest(
  { lists, owners, shares, labels }: Examples,
  classes: number,
): (cosines: Float64Array, vector: SparseVector) => void {
  const ends = new Uint32Array(classes);
  for (const [example, label] of labels.entries()) ends[label] = example + 1;
  const products = new Float32Array(labels.length);
  return (cosines, { indices, values, length }) => {
    products.fill(0);
    for (let position = 0; position < length; position++) {
      const index = indices[position]!;
      const value = values[position]!;
      const end = lists[index + 1]!;
      for (let slot = lists[index]!; slot < end; slot++) products[owners[slot]!]! += value * shares[slot]!;
    }
    let example = 0;
    for (let label = 0; label < classes; label++) {
      const end = ends[label]!;
      let highest = 0;
      for (; example < end; example++) if (products[example]! > highest) highest = products[example]!;
      cosines[label] = highest;
    }
  };
}
