import { setImmediate as nextLoop } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createFairYield } from '#http/fair-yield.ts';

test('of many callers, a few get a slot each time the event loop comes round, in the order in which they came', async () => {
  const slot = createFairYield(8);
  const begun: number[] = [];
  const begins = async (caller: number): Promise<void> => {
    await slot();
    begun.push(caller);
  };
  const all = Promise.all(Array.from({ length: 20 }, (_, caller) => begins(caller)));
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  await nextLoop();
  expect(begun).toHaveLength(16);
  await all;
  expect(begun).toEqual(Array.from({ length: 20 }, (_, caller) => caller));
});

test('a caller that keeps asking gets one slot each time the event loop comes round', async () => {
  const slot = createFairYield();
  let slots = 0;
  const asking = (async () => {
    for (; slots < 5; slots += 1) await slot();
  })();
  await nextLoop();
  expect(slots).toBeLessThan(3);
  await asking;
});
