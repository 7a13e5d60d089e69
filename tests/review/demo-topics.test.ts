import { expect, test } from 'vitest';
import { makeDemo } from '#demo/make-demo.ts';
import { comparable } from '#knowledge/phrases.ts';
import { maskFor } from '#review/masking/for-knowledge.ts';
import { survey } from '#review/survey/survey.ts';
import { sqliteEngine } from '../store/engines.ts';
import { loadAssets } from '../support/assets.ts';

const DAY_MS = 86_400_000;
const DAYS = 90;
const UNTIL = Date.parse('2026-03-02T09:00:00Z');
const { knowledge, understand } = await loadAssets();
const engine = sqliteEngine();

test('finds at least ten of the twelve topics that the demonstration plants, each as a separate cluster', async () => {
  const store = await engine.open(await engine.freshConfig(), () => new Date(UNTIL));
  const size = { conversations: 4500, days: DAYS, until: UNTIL };
  const planned = await makeDemo({ store, knowledge, understand, size });
  const mask = maskFor(knowledge);
  const topicOf = new Map(
    planned.flatMap(({ topic, questions }) =>
      topic === undefined ? [] : questions.map((text) => [comparable(mask(text).text), topic.id] as const),
    ),
  );
  const questions = await store.reviewQuestions(UNTIL - DAYS * DAY_MS, 50_000);
  const since = UNTIL - (DAYS / 2) * DAY_MS;
  const { items, clusters } = survey({ questions, knowledge, since, before: new Map() });
  /** The number of questions in some items, in total and by topic. */
  const countIn = (keys: ReadonlySet<string>, topic?: string): number =>
    items
      .filter(
        ({ key, text }) => keys.has(key) && (topic === undefined || topicOf.get(comparable(text)) === topic),
      )
      .reduce((sum, { count }) => sum + count, 0);
  const all = new Set(items.map(({ key }) => key));
  const found = [...new Set(topicOf.values())].filter((topic) =>
    clusters.some(({ keys }) => {
      const own = new Set(keys);
      const count = countIn(own, topic);
      return count / countIn(own) >= 0.9 && count >= countIn(all, topic) / 4;
    }),
  );
  expect(found.length).toBeGreaterThanOrEqual(10);
});
