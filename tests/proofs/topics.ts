/**
 * Makes three months of demonstration, in which customers ask about twelve topics that the knowledge lacks, and fails
 * unless the review finds at least ten of them, each as a separate cluster. The same must hold for twelve other topics,
 * worded in several ways.
 */
import { makeDemo } from '#demo/make-demo.ts';
import { comparable } from '#knowledge/phrases.ts';
import { maskFor } from '#review/masking/for-knowledge.ts';
import { survey } from '#review/survey/survey.ts';
import { openStore } from '#store/store.ts';
import { countFoundTopics, MIN_PURITY, MIN_SHARE } from '../review/found-topics.ts';
import { type Assets, loadAssets } from '../support/assets.ts';
import { silent } from '../support/silent.ts';
import { printLine } from './support/print-line.ts';
import { type Proof, runProof } from './support/proof.ts';

const DAY_MS = 86_400_000;
const DAYS = 90;
const CONVERSATIONS = 4500;
const UNTIL = Date.parse('2026-03-02T09:00:00Z');
const MAX_QUESTIONS = 50_000;
const MIN_FOUND = 10;
/** Each words the other topics differently; `npm test` uses 7. */
const SEEDS = [8, 9, 10];

/** Makes the demonstration. @returns whether enough of its topics are found */
async function findsDemoTopics(
  { folder, atEnd }: Proof,
  { knowledge, understand }: Assets,
): Promise<boolean> {
  const store = await openStore({ dataDir: folder }, { clock: () => new Date(UNTIL), log: silent });
  atEnd(() => store.close());
  const size = { conversations: CONVERSATIONS, days: DAYS, until: UNTIL };
  const planned = await makeDemo({ store, knowledge, understand, size });
  const mask = maskFor(knowledge);
  const topicOf = new Map(
    planned.flatMap(({ topic, questions }) =>
      topic === undefined ? [] : questions.map((text) => [comparable(mask(text).text), topic.id] as const),
    ),
  );
  const questions = await store.reviewQuestions(UNTIL - DAYS * DAY_MS, MAX_QUESTIONS);
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
  const topics = [...new Set(topicOf.values())];
  const found = topics.filter((topic) =>
    clusters.some(({ keys }) => {
      const own = new Set(keys);
      const count = countIn(own, topic);
      return count / countIn(own) >= MIN_PURITY && count >= countIn(all, topic) * MIN_SHARE;
    }),
  );
  printLine(
    `Found ${found.length} of ${topics.length} topics of the demonstration; ${MIN_FOUND} are needed.`,
  );
  return found.length >= MIN_FOUND;
}

await runProof(300, async (proof) => {
  const assets = await loadAssets();
  const counts = SEEDS.map((seed) => countFoundTopics(assets, seed));
  printLine(`Found ${counts.join(', ')} of twelve other topics; ${MIN_FOUND} are needed each time.`);
  return (await findsDemoTopics(proof, assets)) && counts.every((count) => count >= MIN_FOUND);
});
