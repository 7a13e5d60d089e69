import { expect, test } from 'vitest';
import type { StoreEvent } from '#store/events.ts';
import type { Store } from '#store/store.ts';
import type { WholeTurn } from '#store/whole-turns.ts';
import { onEngines } from './engines.ts';

const KEY = 'directline/conversations/c/';

/** A conversation in which the bot has greeted, so that the next activity is the second. */
async function conversation(store: Store, id = 'c'): Promise<string> {
  await store.conversations.start({ id, userId: 'dl_someone' }, () => ({ type: 'conversationUpdate' }));
  await store.turns.commit({ conversationId: id, seq: 1, status: 'answered', replies: [], state: [] });
  return id;
}

const bodyOf = (text: string): string => JSON.stringify({ type: 'message', text });

const turnIn = (conversationId: string, changes: Partial<WholeTurn> = {}): WholeTurn => ({
  conversationId,
  clientId: undefined,
  seq: 2,
  activities: [bodyOf('hello'), bodyOf('hi')],
  state: undefined,
  ...changes,
});

const textsOf = async (store: Store, id = 'c'): Promise<unknown[]> =>
  (await store.transcript.after(id, 1, 100)).map(({ body }) => (JSON.parse(body) as { text?: unknown }).text);

const isUnanswered = async (store: Store, id = 'c'): Promise<boolean> =>
  (await store.turns.next(id)) !== undefined;

onEngines('a turn that is stored together with its message', (engine) => {
  const open = async () => engine.open(await engine.freshConfig());

  test('stores message, replies and state, and leaves nothing to answer', async () => {
    const store = await open();
    const id = await conversation(store);
    const state = { key: KEY, value: '{"n":1}', expected: '', etag: 'first' };
    expect(await store.wholeTurns.store(turnIn(id, { state }))).toBe(true);
    expect(await textsOf(store)).toEqual(['hello', 'hi']);
    expect(await isUnanswered(store)).toBe(false);
    expect(await store.storage.read([KEY])).toEqual({ [KEY]: { n: 1, eTag: 'first' } });
    expect((await store.conversations.find(id))?.lastSeq).toBe(3);
  });

  test('is published as one event', async () => {
    const store = await open();
    const id = await conversation(store);
    const events: StoreEvent[] = [];
    store.events.subscribe((event) => events.push(event));
    await store.wholeTurns.store(turnIn(id));
    expect(events.filter(({ kind }) => kind === 'activities')).toEqual([
      {
        kind: 'activities',
        conversationId: id,
        activities: [
          { seq: 2, hidden: false, body: bodyOf('hello') },
          { seq: 3, hidden: false, body: bodyOf('hi') },
        ],
      },
    ]);
  });

  test('continues from the previous turn', async () => {
    const store = await open();
    const id = await conversation(store);
    const first = { key: KEY, value: '{"n":1}', expected: '', etag: 'first' };
    const second = { key: KEY, value: '{"n":2}', expected: 'first', etag: 'second' };
    await store.wholeTurns.store(turnIn(id, { state: first }));
    expect(await store.wholeTurns.store(turnIn(id, { seq: 4, state: second }))).toBe(true);
    expect(await textsOf(store)).toEqual(['hello', 'hi', 'hello', 'hi']);
    expect((await store.storage.read([KEY]))[KEY].n).toBe(2);
  });

  test('is not stored if another activity has taken its sequence number', async () => {
    const store = await open();
    const id = await conversation(store);
    await store.transcript.append(id, [{ type: 'message', text: 'from an agent' }]);
    expect(await store.wholeTurns.store(turnIn(id))).toBe(false);
    expect(await textsOf(store)).toEqual(['from an agent']);
  });

  test('is not stored while another activity is waiting for its answer', async () => {
    const store = await open();
    const id = await conversation(store);
    await store.turns.accept({ conversationId: id, activity: { type: 'message', text: 'first' } });
    expect(await store.wholeTurns.store(turnIn(id, { seq: 3 }))).toBe(false);
    expect(await textsOf(store)).toEqual(['first']);
  });

  test.each([
    ['had been there', ''],
    ['had been the same', 'an eTag from before'],
  ])('is not stored if the state has changed since it was read: it %s', async (_, expected) => {
    const store = await open();
    const id = await conversation(store);
    await store.storage.write({ [KEY]: { n: 1 } });
    const state = { key: KEY, value: '{"n":2}', expected, etag: 'new' };
    expect(await store.wholeTurns.store(turnIn(id, { state }))).toBe(false);
    expect(await textsOf(store)).toEqual([]);
    expect((await store.storage.read([KEY]))[KEY].n).toBe(1);
    expect(await store.wholeTurns.store(turnIn(id))).toBe(true);
  });

  test('is not stored twice for one client id, but the others in its batch are stored', async () => {
    const store = await open();
    for (const id of ['c', 'd', 'e']) await conversation(store, id);
    await store.wholeTurns.store(turnIn('c', { clientId: 'mine' }));
    const [again, outdated, good] = await Promise.allSettled([
      store.wholeTurns.store(turnIn('c', { clientId: 'mine', seq: 4 })),
      store.wholeTurns.store(turnIn('d', { seq: 1 })),
      store.wholeTurns.store(turnIn('e', { clientId: 'mine' })),
    ]);
    expect(again).toMatchObject({ status: 'rejected' });
    expect(outdated).toEqual({ status: 'fulfilled', value: false });
    expect(good).toEqual({ status: 'fulfilled', value: true });
    expect(await textsOf(store)).toEqual(['hello', 'hi']);
  });

  test('is not stored in a conversation that does not exist', async () => {
    const store = await open();
    expect(await store.wholeTurns.store(turnIn('nowhere'))).toBe(false);
  });

  test('is stored while another part of the store is in a transaction', async () => {
    const store = await open();
    const id = await conversation(store);
    const turns = Array.from({ length: 20 }, async (_, n) => {
      await store.turns.accept({ conversationId: await conversation(store, `other ${n}`), activity: {} });
    });
    expect(await store.wholeTurns.store(turnIn(id))).toBe(true);
    await Promise.all(turns);
  });
});

onEngines('two turns for one sequence number', (engine) => {
  test('only one is stored', async () => {
    const store = await engine.open(await engine.freshConfig());
    const id = await conversation(store);
    const outcomes = await Promise.all(['x', 'y'].map(() => store.wholeTurns.store(turnIn(id))));
    expect(outcomes.filter((isStored) => isStored)).toHaveLength(1);
    expect(await textsOf(store)).toEqual(['hello', 'hi']);
  });
});
