import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { isUnavailable } from '#store/errors.ts';
import { postgresEngine } from './engines.ts';

describe('two stores on one PostgreSQL', () => {
  const engine = postgresEngine();

  test('an activity sent to both with the same client id is stored once, and both return the same id', async () => {
    const config = await engine.freshConfig();
    const [here, there] = [await engine.open(config), await engine.open(config)];
    const { id } = await here.conversations.promise({ userId: 'dl_visitor' });
    for (let count = 0; count < 30; count += 1) {
      const incoming = { conversationId: id, clientId: `client-${count}`, activity: { type: 'message' } };
      const both = await Promise.all([here.turns.accept(incoming), there.turns.accept(incoming)]);
      expect(both.map(({ kind }) => kind).toSorted()).toEqual(['accepted', 'duplicate']);
      const ids = both.map((acceptance) => ('id' in acceptance ? acceptance.id : undefined));
      expect(ids[0]).toBe(ids[1]);
    }
  });

  test('a connection that breaks between two queries of a transaction loses only that transaction', async () => {
    const config = await engine.freshConfig();
    const [here, there] = [await engine.open(config), await engine.open(config)];
    const broken = here.engine.db.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      await sql`select pg_terminate_backend(${rows[0]?.pid ?? 0}, 5000)`.execute(there.engine.db);
      await sql`select 1`.execute(transaction);
    });
    expect(await broken.catch(isUnavailable)).toBe(true);
    await here.check();
  });
});
