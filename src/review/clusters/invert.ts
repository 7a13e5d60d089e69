import type { ClusterNode } from './nodes.ts';

/**
 * Lists for each feature the nodes that have it, and its value there: the entries of feature `i` begin at `starts[i]`.
 */
export function invert(nodes: readonly Pick<ClusterNode, 'mean'>[], dimensions: number) {
  const starts = new Uint32Array(dimensions + 1);
  for (const { mean } of nodes) for (let at = 0; at < mean.length; at++) starts[mean.indices[at]! + 1]!++;
  for (let index = 0; index < dimensions; index++) starts[index + 1]! += starts[index]!;
  const next = starts.slice();
  const owners = new Uint32Array(starts[dimensions]!);
  const values = new Float32Array(owners.length);
  for (const [node, { mean }] of nodes.entries())
    for (let at = 0; at < mean.length; at++) {
      const slot = next[mean.indices[at]!]!++;
      owners[slot] = node;
      values[slot] = mean.values[at]!;
    }
  return { starts, owners, values };
}
