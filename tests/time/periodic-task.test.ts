import { expect, test } from 'vitest';
import { createPeriodicTask } from '#time/periodic-task.ts';

test('work that is asked for at any moment of a run is done after it', async () => {
  for (let microtasks = 0; microtasks < 8; microtasks += 1) {
    let wanted = 0;
    let done = -1;
    const task = createPeriodicTask(() => {
      done = wanted;
      return Promise.resolve();
    }, 60_000);
    void task.runNow();
    for (let passed = 0; passed < microtasks; passed += 1) await Promise.resolve();
    wanted = 1;
    await task.runNow();
    expect(done).toBe(1);
  }
});
