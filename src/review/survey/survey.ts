import type { Knowledge } from '#knowledge/knowledge.ts';
import { titleOf } from '#knowledge/titles.ts';
import type { StoredQuestion } from '#store/review-questions.ts';
import { phraseMask } from '#understanding/from-knowledge.ts';
import { gather } from '../clusters/gather.ts';
import { createNamer } from '../clusters/name.ts';
import { maskFor } from '../masking/for-knowledge.ts';
import { itemsOf, type ReviewItem } from './items.ts';

/** Similar questions. */
export interface ReviewCluster {
  /** Derived from its name. */
  id: string;
  name: string;
  /** The keys of its items, by worth, highest first. */
  keys: string[];
}

export interface SurveyTask {
  /** Newest first. */
  questions: readonly StoredQuestion[];
  knowledge: Knowledge;
  /** When the newer half of the period begins, in milliseconds since the epoch. */
  since: number;
  /** The number of each key's cluster in the previous survey. */
  before: ReadonlyMap<string, number>;
}

export interface Survey {
  /** By worth, highest first. */
  items: ReviewItem[];
  /** By worth, highest first. */
  clusters: ReviewCluster[];
  /** For the next survey. */
  numbers: Map<string, number>;
}

/** Two wordings may be similar by chance. */
const MIN_WORDINGS = 3;

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** Finds what is worth a look in the questions of a period. This may take seconds: run it in a separate thread. */
export function survey({ questions, knowledge, since, before }: SurveyTask): Survey {
  const isAnswer = (intent: string): boolean => titleOf(knowledge, intent) !== undefined;
  const { items, others } = itemsOf(questions, { mask: maskFor(knowledge), since, isAnswer });
  const oneModel = phraseMask(knowledge);
  const texts = items.map(({ text }) => oneModel(text));
  const background = [...knowledge.phrases.map(({ text }) => oneModel(text)), ...others];
  // Questions that had a cluster in the previous survey come first, because they are matched by their place.
  const order = [...items.keys()].sort(
    (a, b) => Number(before.has(items[b]!.key)) - Number(before.has(items[a]!.key)) || a - b,
  );
  const found = gather({
    texts: order.map((at) => texts[at]!),
    background,
    before: order.flatMap((at) => before.get(items[at]!.key) ?? []),
  });
  const numbers = new Map(order.map((at, place) => [items[at]!.key, found[place]!]));
  const nameOf = createNamer([...texts, ...background]);
  const groups = Map.groupBy(items.keys(), (at) => numbers.get(items[at]!.key)!);
  const clusters = [...groups.values()]
    .filter((group) => group.length >= MIN_WORDINGS)
    .map((group) => ({
      name: nameOf(group.map((at) => texts[at]!)),
      keys: group.map((at) => items[at]!.key),
      worth: group.reduce((sum, at) => sum + items[at]!.worth, 0),
    }))
    .sort((a, b) => b.worth - a.worth);
  return { items, clusters: withIds(clusters), numbers };
}

/** Clusters with the same name get a number to tell them apart. */
function withIds(clusters: readonly { name: string; keys: string[] }[]): ReviewCluster[] {
  const seen = new Map<string, number>();
  return clusters.map(({ name, keys }) => {
    const id = slug(name) || 'questions';
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times === 1 ? { id, name, keys } : { id: `${id}-${times}`, name: `${name} (${times})`, keys };
  });
}
