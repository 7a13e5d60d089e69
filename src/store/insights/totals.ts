import { sql } from 'kysely';
import { z } from 'zod';
import { inParts } from '../batcher.ts';
import type { Engine, Queries } from '../engine.ts';
import type { InsightDayRow } from '../schema/insights.ts';
import type { Counts } from './counts.ts';

const stored = z.record(z.string(), z.record(z.string(), z.number()));

/** Reads counts back. */
export const countsIn = (text: string): Counts => stored.parse(JSON.parse(text));

const MOST_ROWS = 500;

/** Adds counts to the daily totals. Run it in a transaction. */
export async function addToTotals(
  queries: Queries,
  engine: Engine,
  { channel, language, counts }: { channel: string; language: string; counts: Counts },
): Promise<void> {
  const rows: InsightDayRow[] = [];
  for (const [day, ofDay] of Object.entries(counts))
    for (const [name, count] of Object.entries(ofDay)) {
      if (count === 0) continue;
      const slash = name.indexOf('/');
      rows.push({
        day,
        measure: name.slice(0, slash),
        key: name.slice(slash + 1),
        channel,
        locale: language,
        count,
      });
    }
  // Always in the same order, so that two servers wait for each other instead of deadlocking.
  rows.sort((a, b) => compare(a.measure, b.measure) || compare(a.day, b.day) || compare(a.key, b.key));
  for (const part of inParts(rows, Math.min(engine.rowsPerStatement, MOST_ROWS)))
    await queries
      .insertInto('insight_days')
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(['measure', 'day', 'key', 'channel', 'locale'])
          .doUpdateSet({ count: sql<number>`insight_days.count + excluded.count` }),
      )
      .execute();
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
