import { expect, test } from 'vitest';
import type { Store } from '#store/store.ts';
import { onEngines } from './engines.ts';

const USER = 'dl_someone';

async function conversation(store: Store, id: string): Promise<string> {
  const start = await store.conversations.start({ id, userId: USER }, () => ({ type: 'conversationUpdate' }));
  if (start.kind === 'started')
    await store.turns.commit({ conversationId: id, seq: 1, status: 'answered', replies: [], state: [] });
  return id;
}

const say = async (store: Store, conversationId: string, text: string) => {
  const accepted = await store.turns.accept({ conversationId, activity: { type: 'message', text } });
  if (accepted.kind !== 'accepted') throw new Error(accepted.kind);
  return accepted;
};

const answer = (store: Store, conversationId: string, seq: number, text: string, state: object[] = []) =>
  store.turns.commit({
    conversationId,
    seq,
    status: 'answered',
    replies: [{ type: 'message', text }],
    state: state as never,
  });

const textsOf = async (store: Store, id: string) =>
  (await store.transcript.after(id, 0, 100))
    .map(({ body }) => JSON.parse(body).text)
    .filter((text) => text !== undefined);

onEngines('turns in the store', (engine) => {
  const open = async () => engine.open(await engine.freshConfig());

  test('an activity is answered by exactly one of several processes', async () => {
    const store = await open();
    const id = await conversation(store, 'c');
    const { seq } = await say(store, id, 'hello');
    const outcomes = await Promise.all(['x', 'y', 'z'].map((text) => answer(store, id, seq, text)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['committed', 'overtaken', 'overtaken']);
    expect(await textsOf(store, id)).toHaveLength(2);
  });

  test('state and replies are stored together or not at all', async () => {
    const store = await open();
    const id = await conversation(store, 'c');
    const { seq } = await say(store, id, 'hello');
    await store.storage.write({ k: { n: 1 } });
    const change = { key: 'k', value: '{"n":2}', expected: 'an eTag from before', etag: 'new' };
    expect(await answer(store, id, seq, 'no', [change])).toEqual({ kind: 'conflict' });
    expect(await textsOf(store, id)).toEqual(['hello']);
    expect((await store.turns.next(id))?.seq).toBe(seq);
    expect(await answer(store, id, seq, 'yes', [{ ...change, expected: '*' }])).toMatchObject({
      kind: 'committed',
    });
    expect((await store.storage.read(['k']))['k'].n).toBe(2);
  });

  test('two conversations of one user cannot overwrite each other’s state, even in one batch', async () => {
    const store = await open();
    const ids = await Promise.all(['c1', 'c2'].map((id) => conversation(store, id)));
    const seqs = await Promise.all(ids.map((id) => say(store, id, 'hello')));
    const outcomes = await Promise.all(
      ids.map((id, index) =>
        answer(store, id, seqs[index]?.seq ?? 0, 'hi', [
          { key: 'u', value: `{"n":${index}}`, expected: '', etag: `new ${index}` },
        ]),
      ),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['committed', 'conflict']);
  });

  test('one faulty activity in a batch does not affect the others', async () => {
    const store = await open();
    const ids = await Promise.all(['c1', 'c2', 'c3'].map((id) => conversation(store, id)));
    await store.turns.accept({ conversationId: 'c1', clientId: 'same', activity: { text: 'first' } });
    const results = await Promise.all([
      store.turns.accept({ conversationId: 'c1', clientId: 'same', activity: { text: 'again' } }),
      store.turns.accept({ conversationId: 'unknown', activity: { text: 'nowhere' } }),
      ...ids
        .slice(1)
        .map((conversationId) => store.turns.accept({ conversationId, activity: { text: 'good' } })),
    ]);
    expect(results.map(({ kind }) => kind)).toEqual([
      'duplicate',
      'unknown conversation',
      'accepted',
      'accepted',
    ]);
  });

  test('waiting activities are returned in order, and a try is counted before it starts', async () => {
    const store = await open();
    const id = await conversation(store, 'c');
    const { seq: first } = await say(store, id, 'one');
    const { seq: second, pending } = await say(store, id, 'two');
    expect(pending).toBe(2);
    expect((await store.turns.next(id))?.seq).toBe(first);
    expect(await store.turns.countAttempt(id, first)).toBe(1);
    expect(await store.turns.countAttempt(id, first)).toBe(2);
    await answer(store, id, first, '1');
    expect((await store.turns.next(id))?.seq).toBe(second);
    expect(await store.turns.takeOver()).toEqual([id]);
    await answer(store, id, second, '2');
    expect(await store.turns.next(id)).toBeUndefined();
    expect(await store.turns.takeOver()).toEqual([]);
  });

  test('a turn whose conversation was erased in the meantime leaves nothing behind', async () => {
    const store = await open();
    const id = await conversation(store, 'c');
    const { seq } = await say(store, id, 'hello');
    await store.eraseUser(USER);
    const state = [{ key: 'directline/conversations/c/', value: '{}', expected: '*', etag: 'new' }];
    expect(await answer(store, id, seq, 'hi', state)).toEqual({ kind: 'overtaken' });
    expect(await store.storage.read(['directline/conversations/c/'])).toEqual({});
  });
});
