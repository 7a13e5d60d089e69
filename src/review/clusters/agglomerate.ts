import { invert } from './invert.ts';
import type { ClusterNode } from './nodes.ts';

/** A feature that more than this share of many nodes have does not tell them apart, and costs most of the work. */
const COMMON_SHARE = 0.15;
const MANY = 100;

/** How similar the members of each pair of nodes are on average: the product of their means, row by row. */
function similarities(nodes: readonly ClusterNode[], dimensions: number): Float32Array {
  const count = nodes.length;
  const { starts, owners, values } = invert(nodes, dimensions);
  const most = count < MANY ? count : count * COMMON_SHARE;
  const matrix = new Float32Array(count * count);
  for (const [node, { mean }] of nodes.entries()) {
    const row = matrix.subarray(node * count, (node + 1) * count);
    for (let at = 0; at < mean.length; at++) {
      const index = mean.indices[at]!;
      const [start, end] = [starts[index]!, starts[index + 1]!];
      if (end - start > most) continue;
      const value = mean.values[at]!;
      for (let slot = start; slot < end; slot++) row[owners[slot]!]! += value * values[slot]!;
    }
  }
  return matrix;
}

/** The groups of an agglomeration: those that are alive can still be joined. */
class Linkage {
  readonly #count: number;
  readonly #matrix: Float32Array;
  readonly #sizes: Float64Array;
  readonly #groups: number[][];
  #alive: number[];

  constructor(nodes: readonly ClusterNode[], dimensions: number) {
    this.#count = nodes.length;
    this.#matrix = similarities(nodes, dimensions);
    this.#sizes = Float64Array.from(nodes, ({ size }) => size);
    this.#groups = nodes.map((_, at) => [at]);
    this.#alive = [...nodes.keys()];
  }

  get first(): number | undefined {
    return this.#alive[0];
  }

  /** The group most similar to this one; `before`, unless another is more similar. */
  nearestTo(node: number, before: number | undefined): { nearest: number | undefined; similarity: number } {
    const row = node * this.#count;
    let nearest = before;
    let similarity = before === undefined ? Number.NEGATIVE_INFINITY : this.#matrix[row + before]!;
    for (const other of this.#alive) {
      const found = this.#matrix[row + other]!;
      if (other !== node && found > similarity) [nearest, similarity] = [other, found];
    }
    return { nearest, similarity };
  }

  /** Ends a group that will not be joined to anything else. @returns its nodes */
  settle(node: number): number[] {
    this.#alive = this.#alive.filter((other) => other !== node);
    return this.#groups[node] ?? [];
  }

  join(into: number, from: number): void {
    const [matrix, count] = [this.#matrix, this.#count];
    const [a, b] = [this.#sizes[into]!, this.#sizes[from]!];
    const moved = this.settle(from);
    for (const other of this.#alive) {
      const mean = (a * matrix[into * count + other]! + b * matrix[from * count + other]!) / (a + b);
      matrix[into * count + other] = mean;
      matrix[other * count + into] = mean;
    }
    this.#sizes[into] = a + b;
    this.#groups[into]?.push(...moved);
  }
}

/**
 * Joins nodes by average linkage, as long as the members of two of them have an average similarity of at least
 * `threshold`. It follows chains of nearest neighbours, which gives the same result as always joining the nearest two.
 * @returns for each group, the indices of its nodes
 */
export function agglomerate(
  nodes: readonly ClusterNode[],
  dimensions: number,
  threshold: number,
): number[][] {
  const linkage = new Linkage(nodes, dimensions);
  const settled: number[][] = [];
  const chain: number[] = [];
  for (;;) {
    const top = chain.pop() ?? linkage.first;
    if (top === undefined) return settled;
    const before = chain.at(-1);
    const { nearest, similarity } = linkage.nearestTo(top, before);
    if (nearest === undefined || similarity < threshold) {
      // Nothing is similar enough, and joining others would not bring anything closer.
      settled.push(linkage.settle(top));
    } else if (nearest === before) {
      chain.pop();
      linkage.join(nearest, top);
    } else chain.push(top, nearest);
  }
}
