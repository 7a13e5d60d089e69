import { expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { onBothEngines, TestClock } from './engines.ts';

const id = 'msteams/19:thread';
const conversation = { id, channelId: 'msteams', userId: '29:dana', userName: 'Dana', reference: '{}' };
const SECOND = 1000;

onBothEngines('conversations of outside channels', (engine) => {
  async function open(): Promise<{
    store: Store;
    clock: TestClock;
    config: Parameters<typeof engine.open>[0];
  }> {
    const clock = new TestClock();
    const config = await engine.freshConfig();
    const store = await engine.open(config, clock.now);
    await store.outside.remember(conversation);
    return { store, clock, config };
  }

  test('the turn of an activity is taken once, and never again when it has ended', async () => {
    const { outsideTurns } = (await open()).store;
    const takes = await Promise.all(Array.from({ length: 5 }, () => outsideTurns.take(id, 'a')));
    expect(takes.filter((taken) => taken === 'mine')).toHaveLength(1);
    expect(takes.filter((taken) => taken === 'busy')).toHaveLength(4);
    await outsideTurns.end(id, 'a');
    expect(await outsideTurns.take(id, 'a')).toBe('done');
    expect(await outsideTurns.take(id, 'b')).toBe('mine');
  });

  test('a turn whose process has died is taken over', async () => {
    const { store, config } = await open();
    await store.outsideTurns.take(id, 'a');
    await store.close();
    const { outsideTurns } = await engine.open(config);
    expect(await outsideTurns.take(id, 'a')).toBe('mine');
  });

  test('what is to be said comes in its order, one at a time, and again when it was not taken', async () => {
    const { store, clock } = await open();
    const { outside, transcript } = store;
    for (const text of ['one', 'two'])
      await transcript.appendOnce(id, text, { type: 'message', text }, { isOutgoing: true });
    await transcript.appendOnce(id, 'theirs', { type: 'message', text: 'theirs' });
    const [first, ...others] = await outside.take(10 * SECOND, 10);
    expect([JSON.parse(first?.body ?? '{}'), others]).toMatchObject([{ text: 'one' }, []]);
    expect(await outside.take(10 * SECOND, 10)).toEqual([]);
    await outside.failed(
      { conversationId: id, seq: first?.seq ?? 0 },
      new Date(clock.now().getTime() + SECOND),
    );
    clock.advance(SECOND);
    const [again] = await outside.take(10 * SECOND, 10);
    expect(again).toMatchObject({ seq: first?.seq, attempts: 1 });
    await outside.done({ conversationId: id, seq: first?.seq ?? 0 });
    const [second] = await outside.take(10 * SECOND, 10);
    expect(JSON.parse(second?.body ?? '{}')).toMatchObject({ text: 'two' });
    await outside.done({ conversationId: id, seq: second?.seq ?? 0 });
    clock.advance(60 * SECOND);
    expect(await outside.take(10 * SECOND, 10)).toEqual([]);
  });

  test('they are erased with the person, with all that was still to be said', async () => {
    const { store } = await open();
    await store.transcript.appendOnce(id, 'a', { type: 'message', text: 'x' }, { isOutgoing: true });
    await store.storage.write({ 'msteams/conversations/19:thread/': { n: 1 } });
    expect(await store.eraseUser('29:dana')).toMatchObject({ conversations: 1, state: 1 });
    expect(await store.outside.isReachable(id)).toBe(false);
    expect(await store.outside.take(SECOND, 10)).toEqual([]);
  });
});
