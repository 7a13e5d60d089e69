import { expect, test } from 'vitest';
import { newChat } from '../handoff/chats.ts';
import { newTicket } from '../handoff/tickets.ts';
import { onEngines, TestClock } from './engines.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const ID = 'msteams/conversation';

onEngines('a clock set back by ten minutes', (engine) => {
  async function open() {
    const clock = new TestClock();
    const store = await engine.open(await engine.freshConfig(), clock.now);
    store.chats.useActivityBuilder(() => ({ type: 'message' }));
    return { clock, store, setBack: () => clock.advance(-10 * MINUTE) };
  }

  test('the outbox is still sent to connector channels, and retried after a pause', async () => {
    const { clock, store, setBack } = await open();
    const { connectorConversations, connectorOutbox, transcript } = store;
    await connectorConversations.save({
      id: ID,
      channelId: 'msteams',
      userId: 'u',
      userName: 'U',
      reference: '{}',
    });
    await transcript.appendOnce(ID, 'one', { type: 'message', text: 'Hello' }, { isOutgoing: true });
    setBack();
    const [line] = await connectorOutbox.lease(15 * SECOND, 10);
    expect(line).toMatchObject({ seq: 1 });
    expect(await connectorOutbox.lease(15 * SECOND, 10)).toEqual([]);
    await connectorOutbox.failed(line!, new Date(clock.now().getTime() + MINUTE));
    setBack();
    expect(await connectorOutbox.lease(15 * SECOND, 10)).toHaveLength(1);
  });

  test('a ticket that is waiting for its next try is delivered', async () => {
    const { clock, store, setBack } = await open();
    await store.tickets.open('key', { ...newTicket(), createdAt: clock.now() }, ['mail']);
    setBack();
    const [delivery] = await store.deliveries.lease(clock.now(), MINUTE, 10);
    await store.deliveries.failed(delivery!.id, 'down', new Date(clock.now().getTime() + MINUTE));
    expect(await store.deliveries.lease(clock.now(), MINUTE, 10)).toEqual([]);
    setBack();
    expect(await store.deliveries.lease(clock.now(), MINUTE, 10)).toHaveLength(1);
  });

  test('an engagement hub and Teams still get chats that were leased before', async () => {
    const { clock, store, setBack } = await open();
    const { reference } = await store.chats.open(newChat());
    for (const table of [store.hubChats, store.teamsDesk]) {
      await table.begin(reference);
      expect(await table.lease(reference, clock.now(), 30 * SECOND)).toBeDefined();
      expect(await table.lease(reference, clock.now(), 30 * SECOND)).toBeUndefined();
      setBack();
      expect(await table.lease(reference, clock.now(), 30 * SECOND)).toBeDefined();
      await table.update(reference, {}, new Date(clock.now().getTime() + 10 * SECOND));
      setBack();
      expect(await table.lease(reference, clock.now(), 30 * SECOND)).toBeDefined();
    }
  });

  test('the latest chat and conversation are still the newest', async () => {
    const { clock, store, setBack } = await open();
    await store.conversations.promise({ id: 'first', userId: 'u' });
    await store.chats.open({ ...newChat(), reference: 'FIRST', requestedAt: clock.now() });
    await store.chats.change('FIRST', { decide: () => ({ patch: { state: 'closed' } }) });
    setBack();
    await store.conversations.promise({ id: 'second', userId: 'u' });
    await store.chats.open({ ...newChat(), reference: 'SECOND', requestedAt: clock.now() });
    expect(await store.chats.newestIn(newChat().conversationId)).toMatchObject({ reference: 'SECOND' });
    expect(await store.conversations.newestOf('u')).toMatchObject({ id: 'second' });
  });
});
