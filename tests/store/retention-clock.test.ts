import { expect, test } from 'vitest';
import { startRetention } from '#store/retention.ts';
import { checkClock } from '#store/retention-clock.ts';
import { createRecordingLog, levels } from '../support/recording-log.ts';
import { onEngines, TestClock } from './engines.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 90;

onEngines('retention with a clock that may be wrong', (engine) => {
  /** A store with a conversation from just now. `run` checks the clock again and again, usually every hour. */
  async function open() {
    const clock = new TestClock();
    const store = await engine.open(await engine.freshConfig(), clock.now);
    await store.conversations.promise({ userId: 'u' });
    const check = async () => (await checkClock(store.engine, DAYS, clock.now().getTime())).kind;
    const run = async (times: number, every = HOUR): Promise<string[]> => {
      const kinds: string[] = [];
      for (let time = 0; time < times; time += 1) {
        clock.advance(every);
        kinds.push(await check());
      }
      return kinds;
    };
    return { store, clock, check, run };
  }

  test('a server that keeps running deletes old conversations, even if nobody has written for months', async () => {
    const { check, run } = await open();
    expect(await check()).toBe('plausible');
    expect(new Set(await run(100 * 2, DAY / 2))).toEqual(new Set(['plausible']));
  });

  test('a start 100 days ahead deletes nothing and says so once; after a day the clock is trusted', async () => {
    const { store, clock, check, run } = await open();
    clock.advance(100 * DAY);
    const { log, entries } = createRecordingLog();
    const stop = startRetention({ engine: store.engine, days: DAYS, clock: clock.now, log });
    while (!entries.some(({ level }) => level === levels.warn)) await new Promise(setImmediate);
    stop();
    expect(entries.map(({ msg }) => msg)).toEqual([expect.stringContaining('Nothing is deleted')]);
    expect(await check()).toBe('waiting');
    expect(await store.conversations.newestOf('u')).toBeDefined();
    expect((await run(23)).at(-1)).toBe('waiting');
    expect((await run(2)).at(-1)).toBe('plausible');
  });

  test('a clock that is corrected after being ahead deletes nothing, either', async () => {
    const { clock, check, run } = await open();
    await check();
    clock.advance(100 * DAY);
    expect(await check()).toBe('jumped');
    clock.advance(-100 * DAY + HOUR);
    expect(await check()).toBe('jumped');
    expect((await run(25)).at(-1)).toBe('plausible');
  });

  test('a pause of a few days, or a clock that is off by minutes, has no effect', async () => {
    const { clock, check } = await open();
    await check();
    clock.advance(5 * DAY);
    expect(await check()).toBe('plausible');
    clock.advance(-HOUR / 6);
    expect(await check()).toBe('plausible');
  });
});
