import { expect, test } from 'vitest';
import { onBothEngines, TestClock } from './engines.ts';

const MINUTE = 60_000;
const outside = { id: 'msteams/19:thread', channelId: 'msteams', userId: '29:dana', reference: '{}' };

onBothEngines('the backlog', (engine) => {
  test('is empty when nothing is waiting', async () => {
    const store = await engine.open(await engine.freshConfig());
    const nothing = { count: 0, oldest: undefined };
    expect(await store.backlog()).toEqual({ unanswered: nothing, outbox: nothing, deliveries: [] });
  });

  test('says how much is waiting to be sent, and since when', async () => {
    const clock = new TestClock();
    const store = await engine.open(await engine.freshConfig(), clock.now);
    await store.connectorConversations.save({ ...outside, userName: 'Dana' });
    const began = clock.now();
    for (const text of ['one', 'two']) {
      await store.transcript.appendOnce(outside.id, text, { type: 'message', text }, { isOutgoing: true });
      clock.advance(MINUTE);
    }
    expect((await store.backlog()).outbox).toEqual({ count: 2, oldest: began });
    const [line] = await store.connectorOutbox.lease(MINUTE, 1);
    await store.connectorOutbox.done({ conversationId: outside.id, seq: line?.seq ?? 0 });
    expect((await store.backlog()).outbox.count).toBe(1);
  });

  test('says which deliveries are due and which were given up', async () => {
    const clock = new TestClock();
    const { tickets, deliveries, ...store } = await engine.open(await engine.freshConfig(), clock.now);
    const ticket = {
      reference: 'REF-1',
      conversationId: 'c',
      channelId: 'directline',
      userId: 'dana',
      name: 'Dana',
      text: 'Please call',
      models: [],
      createdAt: clock.now(),
    };
    await tickets.open('key', ticket, ['mail', 'webhook']);
    for (const { id, target } of await deliveries.lease(clock.now(), MINUTE, 10))
      if (target === 'mail') await deliveries.failed(id, 'refused', undefined);
    await store.conversations.promise({ id: 'c', userId: 'dana' });
    const mail = { clientId: 'a-mail', conversationId: 'c', email: 'dana@example.com' };
    await store.transcriptMails.add(mail);
    expect((await store.backlog()).deliveries.toSorted((a, b) => a.target.localeCompare(b.target))).toEqual([
      { target: 'mail', state: 'dead', count: 1 },
      { target: 'transcript', state: 'due', count: 1 },
      { target: 'webhook', state: 'due', count: 1 },
    ]);
  });
});
