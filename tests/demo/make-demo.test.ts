import { afterAll, expect, test } from 'vitest';
import { fates } from '#demo/plan.ts';
import { makeDemo } from '#demo/make-demo.ts';
import { plantedTopics } from '#demo/topics.ts';
import { createLog } from '#log.ts';
import { openStore } from '#store/store.ts';
import { totalsOf } from '../insights/totals-of.ts';
import { loadAssets } from '../support/assets.ts';
import { createMigratedDataDir } from '../support/data-dir.ts';

const UNTIL = Date.parse('2026-11-26T12:00:00Z');
const size = { conversations: 450, days: 30, until: UNTIL };

/** A store with a small demonstration, and the planted figures. */
async function smallDemo(conversations = size.conversations) {
  const store = await openStore(
    { dataDir: createMigratedDataDir() },
    { clock: () => new Date(UNTIL), log: createLog('silent') },
  );
  return {
    store,
    plans: await makeDemo({ store, ...(await loadAssets()), size: { ...size, conversations } }),
  };
}

/** One that the tests only read from. */
const demo = await smallDemo();
afterAll(() => demo.store.close());

test('conversations are on past days, and each turn has its fact', async () => {
  const { store, plans } = demo;
  expect(plans).toHaveLength(size.conversations);
  const [first, last] = [plans[0]?.at ?? 0, plans.at(-1)?.at ?? 0];
  expect(first).toBeGreaterThan(UNTIL - size.days * 86_400_000);
  expect(last).toBeLessThan(UNTIL);
  const facts = await store.readInsights.turnsBetween(
    { from: 0, until: UNTIL + 86_400_000 },
    { after: undefined, most: 5000 },
  );
  expect(new Set(facts.map(({ fact }) => fact.conversationId)).size).toBe(size.conversations);
  expect(new Set(facts.map(({ fact }) => fact.channel))).toEqual(
    new Set(['directline', 'msteams', 'facebook']),
  );
});

test('the bot knows none of the planted topics, and each comes up as often as planted', async () => {
  const { store, plans } = demo;
  const facts = await store.readInsights.turnsBetween(
    { from: 0, until: UNTIL + 86_400_000 },
    { after: undefined, most: 5000 },
  );
  const outcomes = new Map(facts.map(({ fact }) => [fact.question, fact.outcome]));
  for (const { id, questions } of plantedTopics) {
    const asked = plans.filter(({ topic }) => topic?.id === id).flatMap((plan) => plan.questions);
    expect(asked, id).toHaveLength(Math.max(1, Math.round(questions / 10)));
    for (const question of asked)
      expect(['unknown', 'boundary', undefined], question).toContain(outcomes.get(question));
  }
});

test('the insights report the planted resolutions to within one percentage point', async () => {
  const { store, plans } = demo;
  const reported = await totalsOf(store, 'resolution');
  const counted = Object.values(reported).reduce((sum, count) => sum + count, 0);
  for (const fate of fates) {
    const planted = plans.filter((plan) => plan.fate === fate).length / plans.length;
    expect(Math.abs((reported[fate] ?? 0) / counted - planted), fate).toBeLessThanOrEqual(0.01);
  }
});

test('the same seed gives the same conversations', async () => {
  const [one, other] = [await smallDemo(60), await smallDemo(60)];
  await Promise.all([one.store.close(), other.store.close()]);
  expect(other.plans).toEqual(one.plans);
});
