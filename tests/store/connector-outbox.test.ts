import { expect, test } from 'vitest';
import type { Store } from '#store/store.ts';
import { onEngines, TestClock } from './engines.ts';

const id = 'msteams/19:thread';
const conversation = { id, channelId: 'msteams', userId: '29:dana', userName: 'Dana', reference: '{}' };
const SECOND = 1000;

onEngines('conversations on connector channels', (engine) => {
  async function open(): Promise<{
    store: Store;
    clock: TestClock;
    config: Parameters<typeof engine.open>[0];
  }> {
    const clock = new TestClock();
    const config = await engine.freshConfig();
    const store = await engine.open(config, clock.now);
    await store.connectorConversations.save(conversation);
    return { store, clock, config };
  }

  test('the turn of an activity is leased once, and never again after it has ended', async () => {
    const { connectorTurns } = (await open()).store;
    const takes = await Promise.all(Array.from({ length: 5 }, () => connectorTurns.claim(id, 'a')));
    expect(takes.filter((taken) => taken === 'mine')).toHaveLength(1);
    expect(takes.filter((taken) => taken === 'busy')).toHaveLength(4);
    await connectorTurns.finish(id, 'a');
    expect(await connectorTurns.claim(id, 'a')).toBe('done');
    expect(await connectorTurns.claim(id, 'b')).toBe('mine');
  });

  test('a turn that has ended cannot be released for another try', async () => {
    const { connectorTurns } = (await open()).store;
    await connectorTurns.claim(id, 'a');
    await connectorTurns.finish(id, 'a');
    await connectorTurns.release(id, 'a');
    expect(await connectorTurns.claim(id, 'a')).toBe('done');
  });

  test('a turn whose process died is taken over', async () => {
    const { store, config } = await open();
    await store.connectorTurns.claim(id, 'a');
    await store.close();
    const { connectorTurns } = await engine.open(config);
    expect(await connectorTurns.claim(id, 'a')).toBe('mine');
  });

  test('outbox entries are sent in order, one at a time, and again when they were not accepted', async () => {
    const { store, clock } = await open();
    const { connectorOutbox, transcript } = store;
    for (const text of ['one', 'two'])
      await transcript.appendOnce(id, text, { type: 'message', text }, { isOutgoing: true });
    await transcript.appendOnce(id, 'theirs', { type: 'message', text: 'theirs' });
    const [first, ...others] = await connectorOutbox.lease(10 * SECOND, 10);
    expect([JSON.parse(first?.body ?? '{}'), others]).toMatchObject([{ text: 'one' }, []]);
    expect(await connectorOutbox.lease(10 * SECOND, 10)).toEqual([]);
    await connectorOutbox.failed(
      { conversationId: id, seq: first?.seq ?? 0 },
      new Date(clock.now().getTime() + SECOND),
    );
    clock.advance(SECOND);
    const [again] = await connectorOutbox.lease(10 * SECOND, 10);
    expect(again).toMatchObject({ seq: first?.seq, attempts: 1 });
    await connectorOutbox.done({ conversationId: id, seq: first?.seq ?? 0 });
    const [second] = await connectorOutbox.lease(10 * SECOND, 10);
    expect(JSON.parse(second?.body ?? '{}')).toMatchObject({ text: 'two' });
    await connectorOutbox.done({ conversationId: id, seq: second?.seq ?? 0 });
    clock.advance(60 * SECOND);
    expect(await connectorOutbox.lease(10 * SECOND, 10)).toEqual([]);
  });

  test('a sent activity is found by its channel’s id', async () => {
    const { store } = await open();
    const { connectorOutbox, transcript } = store;
    for (const text of ['one', 'two'])
      await transcript.appendOnce(id, text, { type: 'message', text }, { isOutgoing: true });
    const [first] = await connectorOutbox.lease(SECOND, 10);
    await connectorOutbox.done(first!, 'sent-1');
    const [second] = await connectorOutbox.lease(SECOND, 10);
    await connectorOutbox.done(second!);
    expect(JSON.parse((await connectorOutbox.findSent(id, 'sent-1')) ?? '{}')).toMatchObject({ text: 'one' });
    for (const unknown of ['', 'sent-2']) expect(await connectorOutbox.findSent(id, unknown)).toBeUndefined();
    expect(await connectorOutbox.findSent('msteams/19:another', 'sent-1')).toBeUndefined();
    // Reported a second time, by a process that was considered dead.
    await connectorOutbox.done(first!, 'sent-9');
    expect(await connectorOutbox.findSent(id, 'sent-9')).toBeUndefined();
  });

  test('a postponed entry is sent later, and postponing does not count as a try', async () => {
    const { store, clock } = await open();
    await store.transcript.appendOnce(id, 'a', { type: 'message', text: 'x' }, { isOutgoing: true });
    const [line] = await store.connectorOutbox.lease(60 * SECOND, 10);
    await store.connectorOutbox.postpone(line!, new Date(clock.now().getTime() + SECOND));
    expect(await store.connectorOutbox.lease(60 * SECOND, 10)).toEqual([]);
    clock.advance(SECOND);
    expect(await store.connectorOutbox.lease(60 * SECOND, 10)).toMatchObject([
      { seq: line?.seq, attempts: 0 },
    ]);
  });

  test('an unreachable conversation has no outbox until its customer writes again', async () => {
    const { store, clock } = await open();
    const { connectorConversations, connectorOutbox, transcript } = store;
    const say = (text: string) =>
      transcript.appendOnce(id, text, { type: 'message', text }, { isOutgoing: true });
    await say('one');
    await say('two');
    const [line] = await connectorOutbox.lease(SECOND, 10);
    await connectorConversations.save({ ...conversation, reference: '{"newer":true}' });
    expect(await connectorOutbox.unreachable(line!)).toBeUndefined();
    expect(await connectorConversations.isReachable(id)).toBe(true);
    clock.advance(SECOND);
    const [again] = await connectorOutbox.lease(SECOND, 10);
    expect(await connectorOutbox.unreachable(again!)).toBe(2);
    expect([await connectorConversations.isReachable(id), await connectorConversations.find(id)]).toEqual([
      false,
      undefined,
    ]);
    await say('three');
    clock.advance(60 * SECOND);
    expect(await connectorOutbox.lease(SECOND, 10)).toEqual([]);
    await connectorConversations.save({ ...conversation, reference: '{"newest":true}' });
    expect(await connectorConversations.isReachable(id)).toBe(true);
    await say('four');
    const [next] = await connectorOutbox.lease(SECOND, 10);
    expect(JSON.parse(next?.body ?? '{}')).toMatchObject({ text: 'four' });
  });

  test('they are erased with the customer, including sent and unsent messages', async () => {
    const { store } = await open();
    for (const text of ['x', 'y'])
      await store.transcript.appendOnce(id, text, { type: 'message', text }, { isOutgoing: true });
    const [line] = await store.connectorOutbox.lease(SECOND, 10);
    await store.connectorOutbox.done(line!, 'sent-1');
    await store.storage.write({ 'msteams/conversations/19:thread/': { n: 1 } });
    expect(await store.eraseUser('29:dana')).toMatchObject({ conversations: 1, state: 1 });
    expect(await store.connectorConversations.isReachable(id)).toBe(false);
    expect(await store.connectorOutbox.findSent(id, 'sent-1')).toBeUndefined();
    expect(await store.connectorOutbox.lease(SECOND, 10)).toEqual([]);
    // A process was just sending it.
    await store.connectorOutbox.done({ conversationId: id, seq: line!.seq + 1 }, 'sent-2');
    // The channel may use its ids again.
    await store.connectorConversations.save(conversation);
    expect(await store.connectorOutbox.findSent(id, 'sent-1')).toBeUndefined();
  });
});
