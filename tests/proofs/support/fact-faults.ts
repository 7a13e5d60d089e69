import { sql } from 'kysely';
import { pino } from 'pino';
import type { StoreConfig } from '#store/open-engine.ts';
import { openStore, type Store } from '#store/store.ts';
import type { Held } from './customer.ts';
import { printLine } from './print-line.ts';

/**
 * Checks the insights data of accepted messages after the last server has ended: one fact for each, in order, and daily
 * totals that count each fact once.
 */
export async function factFaults(config: StoreConfig, held: readonly Held[]): Promise<string[]> {
  const store = await openStore(
    { ...config, role: 'tool' },
    { clock: () => new Date(), log: pino({ level: 'silent' }) },
  );
  try {
    const faults: string[] = [];
    let facts = 0;
    for (const { opened, acknowledged } of held) {
      const found = await store.turnFacts.inConversation(opened.conversationId);
      facts += found.length;
      const ids = found.map(({ id }) => id).join();
      if (ids !== acknowledged.join())
        faults.push(`${opened.conversationId}: facts of ${ids}, not of ${acknowledged.join()}`);
    }
    const counted = await countedTurns(store);
    printLine(`  rows of facts: ${facts}, in the daily totals: ${counted}`);
    if (counted !== facts) faults.push(`the daily totals count ${counted} turns, not ${facts}`);
    return faults;
  } finally {
    await store.close();
  }
}

/** The number of turns in the daily totals, once all are counted. */
async function countedTurns({ insightCounts, engine }: Store): Promise<number> {
  await insightCounts.update();
  const { turns } = await engine.db
    .selectFrom('insight_days')
    .select(sql<number>`cast(coalesce(sum(count), 0) as bigint)`.as('turns'))
    .where('measure', '=', 'hour')
    .executeTakeFirstOrThrow();
  return turns;
}
