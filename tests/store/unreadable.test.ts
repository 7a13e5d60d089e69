import { expect, test } from 'vitest';
import { recentTranscript } from '#handoff/read-transcript.ts';
import type { Store } from '#store/store.ts';
import { newTicket } from '../handoff/tickets.ts';
import { createRecordingLog } from '../support/recording-log.ts';
import { call, SECRET, serve } from '../channels/directline/harness.ts';
import { onEngines } from './engines.ts';

const ID = 'conversation';
const NOTICE = 'This message cannot be shown.';
const deep = `{"type":"message","value":${'['.repeat(6000)}${']'.repeat(6000)}}`;

/** Creates a conversation whose second message is corrupted in the database. */
async function withDamaged(store: Store, body: string): Promise<void> {
  await store.conversations.start({ id: ID, userId: 'u' }, () => ({ type: 'conversationUpdate' }));
  const messages = ['before', 'damaged', 'after'].map((text) => ({
    type: 'message',
    text,
    from: { role: 'user' },
  }));
  await store.transcript.append(ID, messages);
  await store.engine.db.updateTable('activities').set({ body }).where('seq', '=', 3).execute();
}

onEngines('a stored activity that cannot be read', (engine) => {
  test.each([
    ['nested too deeply', deep],
    ['not JSON', '{"type":"mess'],
    ['not an activity', '"words"'],
    ['without a type', '{"text":"words"}'],
  ])('%s: the activities around it are read as usual, and it is logged once', async (_, body) => {
    const { log, entries } = createRecordingLog();
    const store = await engine.open(await engine.freshConfig(), undefined, log);
    await withDamaged(store, body);

    const { url } = await serve(store);
    const path = `/conversations/${ID}/activities`;
    for (let times = 0; times < 2; times += 1) {
      const { status, body: page } = await call(url, 'GET', path, { token: SECRET });
      expect(status).toBe(200);
      expect(page.activities.map(({ text }: { text: string }) => text)).toEqual(['before', NOTICE, 'after']);
    }
    const recent = await recentTranscript((...args) => store.transcript.newest(...args), ID);
    expect(recent.lines.map(({ activity }) => activity.text)).toEqual(['before', NOTICE, 'after']);
    expect((await store.exportConversation(ID))?.activities).toHaveLength(4);
    const logged = entries.filter(({ msg }) => msg.startsWith('a stored activity is unreadable'));
    expect(logged).toMatchObject([{ activityId: `${ID}.000003` }]);
  });

  test('a delivery that cannot be read is given up, and the others are sent', async () => {
    const store = await engine.open(await engine.freshConfig());
    const now = new Date('2026-03-02T09:00:00Z');
    await store.tickets.open('key', newTicket(), []);
    for (const id of ['one', 'two'])
      await store.deliveries.mailReply('AAAA-1111', id, { agentName: 'Rita', text: id }, now);
    await store.engine.db
      .updateTable('deliveries')
      .set({ reply: '{' })
      .where('id', '=', 'answer-one')
      .execute();
    expect((await store.deliveries.lease(now, 1000, 10)).map(({ id }) => id)).toEqual(['answer-two']);
    const [report] = await store.tickets.newest(1);
    expect(report?.deliveries.map(({ state }) => state).toSorted()).toEqual(['dead', 'due']);
  });

  test('state that cannot be read starts afresh', async () => {
    const store = await engine.open(await engine.freshConfig());
    await store.storage.write({ key: { n: 1 } });
    await store.engine.db.updateTable('bot_state').set({ value: '{"n":' }).execute();
    const read = await store.storage.read(['key']);
    expect(Object.keys(read['key'] as object)).toEqual(['eTag']);
    await store.storage.write({ key: { ...(read['key'] as object), n: 2 } });
    expect(await store.storage.read(['key'])).toMatchObject({ key: { n: 2 } });
  });
});
