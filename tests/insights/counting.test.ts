import { expect, test } from 'vitest';
import { countNewest } from '#insights/insights.ts';
import { markUncounted } from '#store/turn-facts.ts';
import { newChat } from '../handoff/chats.ts';
import { onEngines } from '../store/engines.ts';
import { MONDAY, newFact, talk } from './new-fact.ts';
import { totalsOf } from './totals-of.ts';

const MINUTE = 60_000;

onEngines('counting', (engine) => {
  const open = async () => engine.open(await engine.freshConfig());

  test('lets other requests through while somebody looks at the figures', async () => {
    const store = await open();
    for (let n = 0; n < 60; n += 1) await talk(store, `c${n}`, [newFact()]);
    let served = 0;
    const serve = (): void => {
      served += 1;
      if (!isOver) setImmediate(serve);
    };
    let isOver = false;
    setImmediate(serve);
    await countNewest({ store });
    isOver = true;
    expect(served).toBeGreaterThan(0);
  });

  test('takes only a few long conversations at a time', async () => {
    const store = await open();
    const long = Array.from({ length: 100 }, () => newFact());
    const ids = ['c1', 'c2', 'c3', 'c4', 'c5'];
    for (const id of ids) await talk(store, id, long);
    await store.insightCounts.update();
    for (const id of ids) await markUncounted(store.engine.db, id);
    let batches = 0;
    await store.insightCounts.update(() => Promise.resolve((batches += 1) > 0));
    expect(batches).toBe(5);
    expect(await totalsOf(store, 'questions')).toEqual({ '': 500 });
  });

  test('finds a chat that is opened after the turn that asked for it was counted', async () => {
    const store = await open();
    await talk(store, 'c1', [newFact({ outcome: 'handed-over', intent: 'human', answer: null })]);
    await store.insightCounts.update();
    await store.chats.open({ ...newChat(), conversationId: 'c1' });
    await store.insightCounts.update();
    expect(await totalsOf(store, 'chats')).toEqual({ '': 1 });
  });

  test("keeps a chat's stars with one turn, even if the chat came before the first question", async () => {
    const store = await open();
    await talk(store, 'c1', [newFact()]);
    const { reference } = await store.chats.open({
      ...newChat(),
      conversationId: 'c1',
      requestedAt: new Date(MONDAY - MINUTE),
    });
    await store.chats.change(reference, { decide: () => ({ patch: { stars: 4 } }) });
    await store.insightCounts.update();
    await talk(store, 'c1', [newFact({ at: MONDAY + MINUTE })]);
    await store.insightCounts.update();
    const facts = await store.turnFacts.inConversation('c1');
    expect(facts.map(({ stars }) => stars)).toEqual([4, null]);
  });

  test('joins a chat to the turn before it if no turn had asked for it', async () => {
    const store = await open();
    await talk(store, 'c1', [newFact(), newFact({ at: MONDAY + 10 * MINUTE })]);
    await store.chats.open({
      ...newChat(),
      conversationId: 'c1',
      requestedAt: new Date(MONDAY + MINUTE),
    });
    await store.insightCounts.update();
    const facts = await store.turnFacts.inConversation('c1');
    expect(facts.map(({ personAskedAt }) => personAskedAt)).toEqual([MONDAY + MINUTE, null]);
  });
});
