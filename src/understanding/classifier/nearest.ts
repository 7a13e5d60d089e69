import type { Examples } from './examples.ts';
import type { SparseVector } from './features.ts';

/**
 * Creates the function that writes, for each class, the cosine (0..1) between a vector and the most similar training
 * example of the class. Only examples that share a rarer feature with the vector are visited.
 */
export function createNearest(
  { once, weighted, scales, labels }: Examples,
  rarity: Float32Array,
  classes: number,
): (cosines: Float64Array, vector: SparseVector) => void {
  const { lists, owners } = once;
  const { lists: weightedLists, owners: weightedOwners, shares } = weighted;
  const ends = new Uint32Array(classes);
  for (const [example, label] of labels.entries()) ends[label] = example + 1;
  const products = new Float32Array(labels.length);
  return (cosines, { indices, values, length }) => {
    products.fill(0);
    for (let position = 0; position < length; position++) {
      const index = indices[position]!;
      const value = values[position]! * rarity[index]!;
      const end = lists[index + 1]!;
      for (let slot = lists[index]!; slot < end; slot++) products[owners[slot]!]! += value;
      const weightedEnd = weightedLists[index + 1]!;
      for (let slot = weightedLists[index]!; slot < weightedEnd; slot++)
        products[weightedOwners[slot]!]! += value * shares[slot]!;
    }
    let example = 0;
    for (let label = 0; label < classes; label++) {
      const end = ends[label]!;
      let highest = 0;
      for (; example < end; example++) {
        const product = products[example]! * scales[example]!;
        if (product > highest) highest = product;
      }
      cosines[label] = highest;
    }
  };
}
