import { setImmediate as nextLoop } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { TurnGate } from '#channels/directline/turn-gate.ts';

test('of many turns, a few begin each time the event loop comes round, in the order in which they came', async () => {
  const gate = new TurnGate();
  const begun: number[] = [];
  const begins = async (turn: number): Promise<void> => {
    await gate.enter();
    begun.push(turn);
  };
  const all = Promise.all(Array.from({ length: 20 }, (_, turn) => begins(turn)));
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  await nextLoop();
  expect(begun).toHaveLength(16);
  await all;
  expect(begun).toEqual(Array.from({ length: 20 }, (_, turn) => turn));
});

test('a turn that comes when few have begun begins at once', async () => {
  const gate = new TurnGate();
  for (let round = 0; round < 3; round += 1) {
    expect(gate.enter()).toBeUndefined();
    await nextLoop();
  }
});
