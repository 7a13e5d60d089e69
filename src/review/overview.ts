import type { Knowledge } from '#knowledge/knowledge.ts';
import { titleOf } from '#knowledge/titles.ts';
import type { ReviewItem as SurveyedItem } from './survey/items.ts';
import type { ReviewCluster as SurveyedCluster, Survey } from './survey/survey.ts';
import type { ReviewAnswer, ReviewCluster, ReviewItem } from './wire.ts';

const EXAMPLES = 3;

/** The answer that the questions as a whole come nearest to. */
function nearestOf(items: readonly SurveyedItem[], knowledge: Knowledge): ReviewAnswer | null {
  const weights = new Map<string, number>();
  for (const { meant } of items)
    for (const [intent, weight] of Object.entries(meant))
      weights.set(intent, (weights.get(intent) ?? 0) + weight);
  const [best] = [...weights].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const title = best && titleOf(knowledge, best[0]);
  return title === undefined ? null : { id: best![0], title: title.question };
}

export const shownItem = (item: SurveyedItem, knowledge: Knowledge): ReviewItem => ({
  key: item.key,
  parts: item.parts,
  count: item.count,
  lastAt: new Date(item.lastAt).toISOString(),
  reasons: item.reasons,
  nearest: nearestOf([item], knowledge),
});

/** A cluster with its items that are still open. */
export interface OpenCluster extends SurveyedCluster {
  items: SurveyedItem[];
}

/** The items and clusters of a survey that nobody has decided on, by worth, highest first. */
export function openIn(
  { items, clusters }: Survey,
  decided: ReadonlySet<string>,
): { items: SurveyedItem[]; clusters: OpenCluster[] } {
  const open = items.filter(({ key }) => !decided.has(key));
  const byKey = new Map(open.map((item) => [item.key, item]));
  const openClusters = clusters
    .map((cluster) => ({ ...cluster, items: cluster.keys.flatMap((key) => byKey.get(key) ?? []) }))
    .filter((cluster) => cluster.items.length > 0);
  return { items: open, clusters: openClusters };
}

export function shownCluster({ id, name, items }: OpenCluster, knowledge: Knowledge): ReviewCluster {
  const questions = items.reduce((sum, { count }) => sum + count, 0);
  const recent = items.reduce((sum, item) => sum + item.recent, 0);
  return {
    id,
    name,
    wordings: items.length,
    questions,
    recent,
    before: questions - recent,
    examples: items.slice(0, EXAMPLES).map(({ key, parts }) => ({ key, parts })),
    nearest: nearestOf(items, knowledge),
  };
}
