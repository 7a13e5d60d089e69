import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Store } from '#store/store.ts';
import { createRecordingLog, levels } from '../support/recording-log.ts';
import { onEngines, sqliteEngine } from './engines.ts';

const writesOf = async ({ engine }: Store): Promise<number> =>
  (await engine.db.selectFrom('write_probe').select('writes').executeTakeFirst())?.writes ?? 0;

/** Adds a message to an existing conversation. */
const accept = (store: Store, conversationId: string) =>
  store.turns.accept({ conversationId, activity: { type: 'message', text: 'Hello' } });

const promised = async (store: Store): Promise<string> =>
  (await store.conversations.promise({ userId: 'dl_visitor' })).id;

onEngines('readiness of the store', (engine) => {
  test('is checked by a write, and only one however many requests come at the same time', async () => {
    const store = await engine.open(await engine.freshConfig());
    await Promise.all(Array.from({ length: 100 }, () => store.check()));
    await store.check();
    expect(await writesOf(store)).toBe(1);
  });
});

describe('a SQLite database whose file disappears under the server', () => {
  const engine = sqliteEngine();

  test.each([
    ['deleted', (file: string) => rm(file)],
    ['moved', (file: string) => rename(file, `${file}.moved`)],
    ['without its log', (file: string) => rm(`${file}-wal`)],
  ])('%s: nothing is accepted, readiness fails, and the log says so once', async (_, harm) => {
    const config = await engine.freshConfig();
    const { log, entries } = createRecordingLog();
    const store = await engine.open(config, undefined, log);
    const id = await promised(store);
    expect(await accept(store, id)).toMatchObject({ kind: 'accepted' });

    await harm(join(config.dataDir, 'support.db'));
    await expect(accept(store, id)).rejects.toMatchObject({ code: 'StoreUnavailable' });
    await expect(store.conversations.promise({ userId: 'dl_other' })).rejects.toMatchObject({
      code: 'StoreUnavailable',
    });
    await expect(store.check()).rejects.toMatchObject({ code: 'StoreUnavailable' });
    expect(entries.filter(({ level }) => level >= levels.warn).map(({ msg }) => msg)).toEqual([
      expect.stringMatching(
        /^The database file was deleted, moved or replaced while the server was running\./,
      ),
    ]);
  });

  test('moved and put back: everything works again', async () => {
    const config = await engine.freshConfig();
    const store = await engine.open(config);
    const id = await promised(store);
    const file = join(config.dataDir, 'support.db');
    await rename(file, `${file}.moved`);
    await expect(accept(store, id)).rejects.toMatchObject({ code: 'StoreUnavailable' });
    await rename(`${file}.moved`, file);
    expect(await accept(store, id)).toMatchObject({ kind: 'accepted' });
    await store.check();
  });

  test('readiness fails after a message did not fit, even while smaller writes still do', async () => {
    const store = await engine.open(await engine.freshConfig());
    const id = await promised(store);
    await store.engine.check();
    await sql.raw('pragma max_page_count = 1').execute(store.engine.db);
    const text = 'x'.repeat(100_000);
    await expect(
      store.turns.accept({ conversationId: id, activity: { type: 'message', text } }),
    ).rejects.toMatchObject({ code: 'StoreUnavailable' });
    await expect(store.check()).rejects.toMatchObject({ code: 'StoreUnavailable' });
  });
});
