import type { SparseVector } from '#understanding/classifier/features.ts';
import { tokens } from '#understanding/classifier/text.ts';
import { agglomerate } from './agglomerate.ts';
import { type ClusterNode, createJoin, single } from './nodes.ts';
import { settle } from './settle.ts';
import { createSpace, type QuestionSpace } from './space.ts';

/** How alike questions are, on average, that are put together. */
const ALIKE = 0.15;
/** How alike the words of two clusters are that become one. */
const SAME_WORDS = 0.17;
/** Smaller clusters have too few words to be compared by them. */
const SOME = 3;
/** Questions that are compared at a time, with each other and with the clusters so far. */
const BATCH = 1_000;
/** The most clusters and single questions that wait for others like them. */
const WAITING = 1_000;

export interface GatherTask {
  /** Distinct texts. Names of models are one word in them (see `phraseMask`). */
  texts: readonly string[];
  /** Texts that are not gathered: what is common in these is common. */
  background: readonly string[];
  /** The number of each text's cluster the last time; −1 where it had none. May be shorter than the texts. */
  before?: readonly number[];
}

/**
 * Gathers questions that are alike. What was together the last time stays together: clusters grow, and never fall
 * apart. Deterministic.
 * @returns for each text the number of its cluster; a text like no other has a cluster of its own
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

/** The clusters of the last time. */
function clustersOf(numbers: readonly number[]): number[][] {
  const clusters = Map.groupBy(numbers.keys(), (at) => numbers[at]!);
  return [...clusters].filter(([number]) => number >= 0).map(([, members]) => members);
}

/** Joins what is alike in all features. */
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
    // The largest wait for more, and of the single ones the newest.
    joined.sort((a, b) => b.size - a.size || newestOf(b) - newestOf(a));
    done.push(...joined.slice(WAITING));
    waiting = joined.slice(0, WAITING);
  }
  return [...waiting, ...done];
}

const newestOf = ({ members }: ClusterNode): number =>
  members.reduce((newest, at) => Math.max(newest, at), -1);

/**
 * Joins clusters in which the same rare words prevail, however differently they are put together. Those of the last time
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

/** Numbers the clusters in the order of their first texts; a text without words is alone. */
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
