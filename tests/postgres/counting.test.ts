import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { lockConversations } from '#store/conversation-rows.ts';
import type { Store } from '#store/store.ts';
import { onPostgres } from '../store/engines.ts';
import { HOUR, MONDAY, newFact, talk } from '../insights/new-fact.ts';
import { resolutionOf, totalsOf } from '../insights/totals-of.ts';

/** Waits until this many transactions of the database wait for a lock, or until the work is done. */
async function whatComesFirst({ engine }: Store, count: number, work: Promise<unknown>): Promise<string> {
  const state = { isDone: false };
  void work.finally(() => (state.isDone = true)).catch(() => undefined);
  while (!state.isDone) {
    const { rows } = await sql`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(engine.db);
    if (rows.length >= count) return 'waits';
  }
  return 'done';
}

const inGerman = newFact({ locale: 'de-DE' });
const inEnglish = newFact();

onPostgres('two servers that count on one database', (engine) => {
  const open = async (): Promise<[Store, Store]> => {
    const config = await engine.freshConfig();
    return [await engine.open(config), await engine.open(config)];
  };

  test('record no return in a conversation that the other one is counting', async () => {
    const [here, there] = await open();
    await talk(here, 'c1', [newFact()], 'dl_maria');
    await here.insightCounts.update();
    await talk(here, 'c2', [newFact({ at: MONDAY + HOUR })], 'dl_maria');
    let counting: Promise<void> | undefined;
    await here.engine.db.transaction().execute(async (transaction) => {
      await lockConversations(transaction, here.engine, ['c1']);
      counting = there.insightCounts.update();
      expect(await whatComesFirst(here, 1, counting)).toBe('waits');
    });
    await counting;
    expect(await resolutionOf(here, 'c1')).toBe('unresolved');
    expect(await totalsOf(here, 'returned')).toEqual({ '': 1 });
  });

  test('do not wait for an erasure that is waiting for a conversation', async () => {
    const [here, there] = await open();
    for (const id of ['c1', 'c2']) await talk(here, id, [newFact()], 'dl_maria');
    let erasing: Promise<unknown> | undefined;
    await here.engine.db.transaction().execute(async (transaction) => {
      await lockConversations(transaction, here.engine, ['c2']);
      erasing = there.eraseUser('dl_maria');
      await whatComesFirst(here, 1, erasing);
      await talk(here, 'c3', [newFact()]);
      const counting = there.eraseUser('dl_c3');
      expect(await whatComesFirst(here, 2, counting)).toBe('done');
    });
    await erasing;
    expect(await totalsOf(here, 'questions')).toEqual({ '': 3 });
  });

  test('lock the totals of different languages in the same order', async () => {
    const [here, there] = await open();
    for (const turn of [inGerman, inEnglish]) await talk(here, `seed-${turn.locale}`, [turn]);
    await here.insightCounts.update();
    await talk(here, 'a1', [inEnglish], 'dl_maria');
    await talk(here, 'a2', [inGerman], 'dl_maria');
    await talk(here, 'b1', [inGerman], 'dl_peter');
    await talk(here, 'b2', [inEnglish], 'dl_peter');
    let erasing: Promise<unknown> | undefined;
    await here.engine.db.transaction().execute(async (transaction) => {
      await transaction
        .selectFrom('insight_days')
        .select('count')
        .where('locale', '=', 'en')
        .forUpdate()
        .execute();
      const first = here.eraseUser('dl_maria');
      await whatComesFirst(here, 1, first);
      erasing = Promise.all([first, there.eraseUser('dl_peter')]);
      await whatComesFirst(here, 2, erasing);
    });
    await erasing;
    expect(await totalsOf(here, 'questions')).toEqual({ '': 6 });
  });
});
