import { sql } from 'kysely';
import { z } from 'zod';
import { inParts } from '../batcher.ts';
import type { Engine, Queries } from '../engine.ts';
import type { InsightDayRow } from '../schema/insights.ts';
import type { Counts } from './counts.ts';

const stored = z.record(z.string(), z.record(z.string(), z.number()));

/** Parses stored counts. */
export const countsIn = (text: string): Counts => stored.parse(JSON.parse(text));

const MAX_ROWS = 500;

/** Counts that belong to one channel and language. */
export interface CountsOfGroup {
  channel: string;
  language: string;
  counts: Counts;
}

/** Adds counts to the daily totals, once in a transaction. */
export async function addToTotals(
  queries: Queries,
  engine: Engine,
  groups: Iterable<CountsOfGroup>,
): Promise<void> {
  // Always in key order, so that two servers wait for each other instead of deadlocking.
  const rows = [...groups]
    .flatMap(rowsOf)
    .toSorted(
      (a, b) =>
        compare(a.measure, b.measure) ||
        compare(a.day, b.day) ||
        compare(a.key, b.key) ||
        compare(a.channel, b.channel) ||
        compare(a.locale, b.locale),
    );
  for (const part of inParts(rows, Math.min(engine.rowsPerStatement, MAX_ROWS)))
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

function rowsOf({ channel, language, counts }: CountsOfGroup): InsightDayRow[] {
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
  return rows;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
