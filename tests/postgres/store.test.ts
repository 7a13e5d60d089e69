import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { lockConversations } from '#store/conversation-rows.ts';
import { isUnavailable } from '#store/errors.ts';
import type { Store } from '#store/store.ts';
import { newTicket } from '../handoff/tickets.ts';
import { onPostgres } from '../store/engines.ts';

/** Waits until a query of another transaction waits for a lock. */
async function untilSomebodyWaits({ engine }: Store): Promise<void> {
  for (;;) {
    const { rows } = await sql`select 1 from pg_locks where not granted`.execute(engine.db);
    if (rows.length > 0) return;
  }
}

onPostgres('two stores on one database', (engine) => {
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

  test('recording presence waits for a turn without blocking another one', async () => {
    const config = await engine.freshConfig();
    const [here, there] = [await engine.open(config), await engine.open(config)];
    // Stored in a different order than turns lock them.
    for (const id of ['b', 'a']) await here.conversations.start({ id, userId: 'dl_visitor' }, () => ({}));
    let noting: Promise<void> | undefined;
    await here.engine.db.transaction().execute(async (transaction) => {
      await lockConversations(transaction, here.engine, ['a']);
      noting = there.customerPresences.note(['b', 'a'], new Date());
      await untilSomebodyWaits(here);
      await lockConversations(transaction, here.engine, ['b']);
    });
    await noting;
    expect([...(await here.customerPresences.seenAt(['a', 'b'])).keys()].toSorted()).toEqual(['a', 'b']);
  });

  test('tickets that change on both at once have different change times', async () => {
    const config = await engine.freshConfig();
    const now = new Date('2026-03-02T09:00:00Z');
    const [here, there] = [await engine.open(config), await engine.open(config)];
    const either = (n: number): Store => (n % 2 === 0 ? here : there);
    const references = Array.from({ length: 20 }, (_, n) => `T-${n}`);
    await Promise.all(
      references.map((reference, n) => either(n).tickets.open(reference, { ...newTicket(), reference }, [])),
    );
    const changed = async (): Promise<number[]> =>
      (await here.tickets.newest(100)).map(({ changedAt }) => changedAt.getTime());
    expect(new Set(await changed()).size).toBe(20);
    await Promise.all(
      references.map((reference, n) => either(n).tickets.change(reference, { kind: 'closed' }, now)),
    );
    expect(new Set(await changed()).size).toBe(20);
    expect(Math.min(...(await changed()))).toBe(now.getTime() + 20);
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
