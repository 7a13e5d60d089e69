import { expect, test } from 'vitest';
import { TurnStorage } from '#store/bot-storage.ts';
import { onEngines } from './engines.ts';

onEngines('bot state in botbuilder’s storage', (engine) => {
  const open = async () => (await engine.open(await engine.freshConfig())).storage;

  test('written items are read back with an eTag, and missing ones are left out', async () => {
    const storage = await open();
    await storage.write({ a: { n: 1, deep: { list: [1, 'x', null] } } });
    const items = await storage.read(['a', 'missing']);
    expect(items).toEqual({ a: { n: 1, deep: { list: [1, 'x', null] }, eTag: expect.any(String) } });
  });

  test('a write with the current eTag is accepted and sets a new one', async () => {
    const storage = await open();
    await storage.write({ a: { n: 1 } });
    const { a } = await storage.read(['a']);
    await storage.write({ a: { ...a, n: 2 } });
    const after = await storage.read(['a']);
    expect(after['a']).toMatchObject({ n: 2 });
    expect(after['a'].eTag).not.toBe(a.eTag);
  });

  test('a write with an outdated eTag is refused as a whole', async () => {
    const storage = await open();
    await storage.write({ a: { n: 1 } });
    const { a } = await storage.read(['a']);
    await storage.write({ a: { n: 2, eTag: '*' } });
    const late = storage.write({ a: { ...a, n: 3 }, b: { n: 3 } });
    await expect(late).rejects.toMatchObject({ code: 'ETagConflict' });
    const after = await storage.read(['a', 'b']);
    expect(after).toEqual({ a: expect.objectContaining({ n: 2 }) });
  });

  test.each([['*'], [''], [undefined]])('a write with eTag %j overwrites anything', async (eTag) => {
    const storage = await open();
    await storage.write({ a: { n: 1 } });
    await storage.write({ a: { n: 2, eTag } });
    expect((await storage.read(['a']))['a'].n).toBe(2);
  });

  test('of two writers who read the same item, one wins', async () => {
    const storage = await open();
    await storage.write({ a: { n: 0 } });
    const { a } = await storage.read(['a']);
    const results = await Promise.allSettled([1, 2, 3].map((n) => storage.write({ a: { ...a, n } })));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('a deleted item is gone, can be deleted again without an error, and can be written again', async () => {
    const storage = await open();
    await storage.write({ a: { n: 1 }, b: { n: 1 } });
    const { a } = await storage.read(['a']);
    await storage.delete(['a']);
    await storage.delete(['a', 'never']);
    expect(Object.keys(await storage.read(['a', 'b']))).toEqual(['b']);
    await storage.write({ a: { ...a, n: 2 } });
    expect((await storage.read(['a']))['a'].n).toBe(2);
  });
});

onEngines('the state of one turn', (engine) => {
  test('what a turn writes can be read back within it, and is stored only when the turn is committed', async () => {
    const { storage, turns } = await engine.open(await engine.freshConfig());
    await storage.write({ a: { n: 1 } });
    const turn = new TurnStorage(turns.readState);
    await turn.read(['a']);
    await turn.write({ a: { n: 2, eTag: '*' } });
    expect((await turn.read(['a']))['a'].n).toBe(2);
    await turn.delete(['a']);
    expect(await turn.read(['a'])).toEqual({});
    expect((await storage.read(['a']))['a'].n).toBe(1);
  });
});
