import { expect, test } from 'vitest';
import { newFact, talk } from '../insights/new-fact.ts';
import { onEngines, TestClock } from './engines.ts';

const MINUTE = 60_000;
const outside = { id: 'msteams/19:thread', channelId: 'msteams', userId: '29:dana', reference: '{}' };

onEngines('the backlog', (engine) => {
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
    const store = await engine.open(await engine.freshConfig(), clock.now);
    const { tickets, deliveries } = store;
    const at = clock.now().getTime();
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
    await talk(
      store,
      'd',
      ['wombats', 'jam'].map((question) => newFact({ question, outcome: 'unknown', at })),
    );
    await store.eventDeliveries.queueNew(['question.unknown']);
    const [given] = await store.eventDeliveries.lease(clock.now(), MINUTE, 1);
    await store.eventDeliveries.failed(given?.id ?? '', 'gone', undefined);
    expect((await store.backlog()).deliveries.toSorted((a, b) => a.target.localeCompare(b.target))).toEqual([
      { target: 'event', state: 'due', count: 1 },
      { target: 'event', state: 'dead', count: 1 },
      { target: 'mail', state: 'dead', count: 1 },
      { target: 'transcript', state: 'due', count: 1 },
      { target: 'webhook', state: 'due', count: 1 },
    ]);
  });
});
