import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createDeliveryWorker } from '#handoff/delivery/delivery-worker.ts';
import { createEventWebhook, eventTypes } from '#handoff/delivery/event.ts';
import { insertFacts } from '#store/turn-facts.ts';
import { newFact, talk } from '../insights/new-fact.ts';
import { onEngines, type TestEngine, TestClock } from '../store/engines.ts';
import { silent } from '../support/silent.ts';
import { openReceiver } from '../support/webhook-receiver.ts';
import { newChat } from './chats.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const KEY = Buffer.from('a key of twenty-four bytes');
const secret = `whsec_${KEY.toString('base64')}`;

/** A store with a webhook; `run` does what the server does every few seconds. */
async function openEvents(engine: TestEngine, url: string) {
  const clock = new TestClock();
  const store = await engine.open(await engine.freshConfig(), clock.now);
  const worker = createDeliveryWorker({
    deliveries: store.eventDeliveries,
    transports: { event: createEventWebhook({ url, secret, clock: clock.now }) },
    clock: clock.now,
    random: () => 0,
    log: silent,
  });
  const run = async () => {
    await store.insightCounts.update();
    await store.eventDeliveries.queueNew(eventTypes);
    await worker.runNow();
  };
  return { store, clock, run };
}

onEngines('the webhook is told', (engine) => {
  const unknown = newFact({ outcome: 'unknown', answer: null, intent: null, question: 'Wombat jam?' });

  test('once about a question that the bot does not know, signed to Standard Webhooks', async () => {
    const { received, url } = await openReceiver();
    const { store, clock, run } = await openEvents(engine, url);
    await talk(store, 'c1', [unknown]);
    await run();
    await run();
    expect(received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(JSON.parse(body)).toEqual({
      type: 'question.unknown',
      timestamp: '2026-03-02T09:00:00.000Z',
      data: {
        conversationId: 'c1',
        activityId: 'c1.000001',
        channel: 'directline',
        locale: 'en-US',
        question: 'Wombat jam?',
      },
    });
    const [id, time] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
    expect(Number(time) * 1000).toBe(clock.now().getTime());
    const signature = createHmac('sha256', KEY).update(`${id}.${time}.${body}`).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
  });

  test('again, with the same id, if it did not answer with success', async () => {
    const { received, url } = await openReceiver(503);
    const { store, clock, run } = await openEvents(engine, url);
    await talk(store, 'c1', [unknown]);
    await run();
    clock.advance(MINUTE);
    await run();
    const ids = received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  test('about a request for a person, the end of the conversation, and the stars', async () => {
    const { received, url } = await openReceiver();
    const { store, clock, run } = await openEvents(engine, url);
    const types = () => received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
    await talk(store, 'c1', [newFact(), newFact({ outcome: 'handed-over', intent: 'human', answer: null })]);
    clock.advance(2 * MINUTE);
    const { reference } = await store.chats.open({ ...newChat(), conversationId: 'c1' });
    await run();
    expect(types()).toEqual(['person.asked']);
    clock.advance(60 * MINUTE);
    await run();
    // The chat is open, so nothing has ended.
    expect(types()).toEqual(['person.asked']);
    const over = { state: 'closed' as const, closedAt: clock.now(), stars: 5, comment: 'Kind' };
    await store.chats.change(reference, { decide: () => ({ patch: over }) });
    await run();
    expect(types()).toEqual(['person.asked', 'chat.rated']);
    expect(JSON.parse(received[1]?.body ?? '')).toMatchObject({
      data: { conversationId: 'c1', reference, stars: 5, comment: 'Kind' },
    });
    clock.advance(31 * MINUTE);
    await run();
    expect(types()).toEqual(['person.asked', 'chat.rated', 'conversation.ended']);
    expect(JSON.parse(received[2]?.body ?? '')).toMatchObject({
      data: { conversationId: 'c1', questions: 2, resolution: 'unresolved' },
    });
  });

  test('about a request for a person once a day, however long the conversation lasts', async () => {
    const { received, url } = await openReceiver();
    const { store, clock, run } = await openEvents(engine, url);
    const asksForPerson = (at: Date, id: string) =>
      newFact({ at: at.getTime(), id, outcome: 'handed-over', intent: 'human', answer: null });
    await talk(store, 'c1', [asksForPerson(clock.now(), 'c1.000001')]);
    for (const minutes of [10, DAY_MINUTES]) {
      clock.advance(minutes * MINUTE);
      const again = asksForPerson(clock.now(), `c1.later-${minutes}`);
      await insertFacts(store.engine.db, store.engine, [again]);
      await run();
    }
    const asked = received
      .map(({ body }) => JSON.parse(body) as { type: string; timestamp: string })
      .filter(({ type }) => type === 'person.asked');
    expect(asked.map(({ timestamp }) => timestamp)).toEqual([
      '2026-03-02T09:00:00.000Z',
      '2026-03-03T09:10:00.000Z',
    ]);
  });

  test('about nothing that was erased', async () => {
    const { received, url } = await openReceiver();
    const { store, run } = await openEvents(engine, url);
    await talk(store, 'c1', [unknown]);
    await store.eventDeliveries.queueNew(eventTypes);
    await store.eraseUser('dl_c1');
    await run();
    expect(received).toEqual([]);
  });
});
