import type { SparseVector } from '#understanding/classifier/features.ts';

/** Questions that have been joined so far. */
export interface ClusterNode {
  /** The mean of their vectors. */
  mean: SparseVector;
  /** How many questions there are. */
  size: number;
  /** Their numbers. */
  members: readonly number[];
}

/** A question alone. */
export const single = (number: number, vector: SparseVector): ClusterNode => ({
  mean: vector,
  size: 1,
  members: [number],
});

/** The most features of a mean: the others are rare and cost most of the time. */
const MAX_FEATURES = 200;

/** Creates the function that joins one or more nodes, reusing its arrays. @param most features of a mean */
export function createJoin(
  dimensions: number,
  most = MAX_FEATURES,
): (nodes: readonly ClusterNode[]) => ClusterNode {
  const sums = new Float32Array(dimensions);

  /** Adds up the means, each weighted by its node's number of questions. @returns the features that occur */
  const addUp = (nodes: readonly ClusterNode[]): number[] => {
    const features: number[] = [];
    for (const { mean, size } of nodes)
      for (let at = 0; at < mean.length; at++) {
        const feature = mean.indices[at]!;
        if (sums[feature] === 0) features.push(feature);
        sums[feature]! += mean.values[at]! * size;
      }
    return features;
  };

  return (nodes) => {
    const [first, ...others] = nodes;
    if (first !== undefined && others.length === 0) return first;
    const features = addUp(nodes);
    const kept =
      features.length <= most
        ? features
        : features.toSorted((a, b) => sums[b]! - sums[a]! || a - b).slice(0, most);
    const size = nodes.reduce((sum, node) => sum + node.size, 0);
    const mean = {
      indices: Int32Array.from(kept),
      values: Float32Array.from(kept, (feature) => sums[feature]! / size),
      length: kept.length,
    };
    for (const feature of features) sums[feature] = 0;
    return { mean, size, members: nodes.flatMap(({ members }) => members) };
  };
}
