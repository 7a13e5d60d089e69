import type { SparseVector } from '#understanding/classifier/features.ts';
import { invert } from './invert.ts';
import { createJoin, single } from './nodes.ts';
import type { QuestionSpace } from './space.ts';

/** A cluster is recognised by its strongest features; the others cost most of the time. */
const MAX_FEATURES = 50;

/** The sum of a cluster's vectors, limited to its strongest features, and the length of that sum. */
interface Middle {
  mean: SparseVector;
  length: number;
}

/**
 * Moves each question to the cluster with the nearest middle. When the question was joined, little was known of the
 * clusters, and some have since drifted to another subject.
 * @param clusters of several questions each
 * @param isMovable whether a question may move
 */
export function settle(
  clusters: readonly (readonly number[])[],
  { space, isMovable }: { space: QuestionSpace; isMovable: (question: number) => boolean },
): number[][] {
  const middles = middlesOf(clusters, space);
  const settled = clusters.map((): number[] => []);
  const products = createProducts(middles, space.dimensions);
  const own = new Uint8Array(space.dimensions);
  for (const [cluster, members] of clusters.entries()) {
    const { indices, length } = middles[cluster]!.mean;
    for (let at = 0; at < length; at++) own[indices[at]!] = 1;
    for (const question of members) {
      const vector = space.vectors[question]!;
      const nearest = isMovable(question)
        ? nearestTo(products(vector), middles, { cluster, square: squareWithin(vector, own) })
        : cluster;
      settled[nearest]!.push(question);
    }
    for (let at = 0; at < length; at++) own[indices[at]!] = 0;
  }
  return settled.filter(({ length }) => length > 0);
}

function middlesOf(clusters: readonly (readonly number[])[], space: QuestionSpace): Middle[] {
  const join = createJoin(space.dimensions, MAX_FEATURES);
  return clusters.map((members) => {
    const { mean, size } = join(members.map((at) => single(at, space.vectors[at]!)));
    const sum = { ...mean, values: mean.values.map((value) => value * size) };
    return { mean: sum, length: Math.hypot(...sum.values) };
  });
}

/** Creates the function that multiplies a vector by every middle. Its result is overwritten by the next call. */
function createProducts(middles: readonly Middle[], dimensions: number) {
  const { starts, owners, values } = invert(middles, dimensions);
  const products = new Float64Array(middles.length);
  return ({ indices, values: own, length }: SparseVector): Float64Array => {
    products.fill(0);
    for (let at = 0; at < length; at++) {
      const [index, value] = [indices[at]!, own[at]!];
      for (let slot = starts[index]!; slot < starts[index + 1]!; slot++)
        products[owners[slot]!]! += value * values[slot]!;
    }
    return products;
  };
}

/** @param home the question's own cluster, and the square of its contribution to it: it must not attract itself */
function nearestTo(
  products: Float64Array,
  middles: readonly Middle[],
  home: { cluster: number; square: number },
): number {
  const atHome = products[home.cluster]!;
  const length = Math.sqrt(middles[home.cluster]!.length ** 2 - 2 * atHome + home.square);
  let nearest = home.cluster;
  let most = (atHome - home.square) / length;
  for (let other = 0; other < products.length; other++) {
    if (products[other] === 0 || other === home.cluster) continue;
    const cosine = products[other]! / middles[other]!.length;
    if (cosine > most) [nearest, most] = [other, cosine];
  }
  return nearest;
}

/** The square of a vector, over the given features only. */
function squareWithin({ indices, values, length }: SparseVector, features: Uint8Array): number {
  let square = 0;
  for (let at = 0; at < length; at++) square += features[indices[at]!]! * values[at]! ** 2;
  return square;
}
