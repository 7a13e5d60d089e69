import type { SparseVector } from '#understanding/classifier/features.ts';
import { tokens } from '#understanding/classifier/text.ts';
import { agglomerate } from './agglomerate.ts';
import { type ClusterNode, createJoin, single } from './nodes.ts';
import { settle } from './settle.ts';
import { createSpace, type QuestionSpace } from './space.ts';

/** The average similarity at which questions are put together. */
const ALIKE = 0.15;
/** The similarity of words at which two clusters become one. */
const SAME_WORDS = 0.17;
/** Smaller clusters have too few words to compare. */
const SOME = 3;
/** How many questions are compared at a time, with each other and with the clusters so far. */
const BATCH = 1_000;
/** The most clusters and single questions that are kept for comparison with later ones. */
const WAITING = 1_000;

export interface GatherTask {
  /** Distinct texts. Model names count as one word (see `phraseMask`). */
  texts: readonly string[];
  /** Texts that are not gathered; they only show which features are common. */
  background: readonly string[];
  /** The number of each text's cluster in the previous run; −1 if it had none. May be shorter than the texts. */
  before?: readonly number[];
}

/**
 * Gathers similar questions. Those that were together in the previous run stay together: clusters grow, and never fall
 * apart. Deterministic.
 * @returns for each text, the number of its cluster; a text unlike any other has its own cluster
 */
export function gather({ texts, background, before = [] }: GatherTask): number[] {
  const words = texts.map(tokens);
  const space = createSpace(words, background.map(tokens));
  const join = createJoin(space.dimensions);
  const known = clustersOf(before).map((members) =>
    join(members.map((at) => single(at, space.vectors[at]!))),
  );
  const fresh = [...texts.keys()].filter((at) => (before[at] ?? -1) < 0 && words[at]!.length > 0);
  const alike = joinAlike(known, fresh, space);
  const isKnown = (members: readonly number[]): boolean => members.some((at) => (before[at] ?? -1) >= 0);
  const clusters = joinByWords(
    alike.map(({ members }) => members),
    { space, isKnown },
  );
  const settled = settle(
    clusters.filter((members) => !isSmall(members)),
    { space, isMovable: (at) => (before[at] ?? -1) < 0 },
  );
  return numbered([...settled, ...clusters.filter(isSmall)], texts.length);
}

const isSmall = ({ length }: readonly number[]): boolean => length < SOME;

/** The clusters of the previous run. */
function clustersOf(numbers: readonly number[]): number[][] {
  const clusters = Map.groupBy(numbers.keys(), (at) => numbers[at]!);
  return [...clusters].filter(([number]) => number >= 0).map(([, members]) => members);
}

/** Joins what is similar across all features. */
function joinAlike(known: readonly ClusterNode[], fresh: readonly number[], space: QuestionSpace) {
  const join = createJoin(space.dimensions);
  let waiting = known;
  const done: ClusterNode[] = [];
  for (let from = 0; from < fresh.length; from += BATCH) {
    const newest = fresh.slice(from, from + BATCH).map((at) => single(at, space.vectors[at]!));
    const nodes = [...waiting, ...newest];
    const joined = agglomerate(nodes, space.dimensions, ALIKE).map((group) =>
      join(group.map((at) => nodes[at]!)),
    );
    // The largest are kept for later comparison, and the newest of the single ones.
    joined.sort((a, b) => b.size - a.size || newestOf(b) - newestOf(a));
    done.push(...joined.slice(WAITING));
    waiting = joined.slice(0, WAITING);
  }
  return [...waiting, ...done];
}

const newestOf = ({ members }: ClusterNode): number =>
  members.reduce((newest, at) => Math.max(newest, at), -1);

/**
 * Joins clusters that are dominated by the same rare words, however those are combined. Clusters of the previous run
 * were compared then, and are not joined with each other.
 */
function joinByWords(
  clusters: readonly (readonly number[])[],
  { space, isKnown }: { space: QuestionSpace; isKnown: (members: readonly number[]) => boolean },
): number[][] {
  const join = createJoin(space.dimensions);
  const nodes = clusters
    .filter(({ length }) => length >= SOME)
    .map((members): ClusterNode => {
      const { mean } = join(members.map((at) => single(at, space.wordsOf(at))));
      return { mean: toUnit(mean), size: members.length, members };
    });
  const joined = agglomerate(nodes, space.dimensions, SAME_WORDS).flatMap((group) => {
    const members = group.map((at) => nodes[at]!.members);
    const [first = [], ...others] = members.filter(isKnown);
    return [
      [...first, ...members.filter((each) => !isKnown(each)).flat()],
      ...others.map((each) => [...each]),
    ];
  });
  const small = clusters.filter(({ length }) => length < SOME).map((members) => [...members]);
  return [...joined, ...small];
}

function toUnit({ indices, values, length }: SparseVector): SparseVector {
  const norm = Math.hypot(...values) || 1;
  return { indices, values: values.map((value) => value / norm), length };
}

/** Numbers the clusters in the order of their first texts; a text without words has its own cluster. */
function numbered(clusters: readonly (readonly number[])[], count: number): number[] {
  const found = Array.from({ length: count }, (): readonly number[] | undefined => undefined);
  for (const members of clusters) for (const at of members) found[at] = members;
  const numbers = new Map<readonly number[], number>();
  return found.map((members, at) => {
    const cluster = members ?? [at];
    const number = numbers.get(cluster) ?? numbers.size;
    numbers.set(cluster, number);
    return number;
  });
}
