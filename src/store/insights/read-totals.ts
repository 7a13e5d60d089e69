import { type Expression, type SqlBool, sql } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Measure } from './counts.ts';

/** A range of days, both inclusive, and optional restrictions. */
export interface Period {
  /** `2026-11-26` */
  from: string;
  to: string;
  channel?: string | undefined;
  /** A language: `en`. */
  language?: string | undefined;
}

/** How often something was counted. */
export interface Total {
  measure: string;
  key: string;
  count: number;
}

const total = sql<number>`cast(sum(insight_days.count) as bigint)`.as('count');

const within = (engine: Engine, { from, to, channel, language }: Period, measures: readonly Measure[]) => {
  let query = engine.db
    .selectFrom('insight_days')
    .where('measure', 'in', measures)
    .where('day', '>=', from)
    .where('day', '<=', to);
  if (channel !== undefined) query = query.where('channel', '=', channel);
  if (language !== undefined) query = query.where('locale', '=', language);
  return query;
};

const some: Expression<SqlBool> = sql<SqlBool>`sum(insight_days.count) <> 0`;

/** The totals of each day, by measure and key. */
export const readDays = async (
  engine: Engine,
  period: Period,
  measures: readonly Measure[],
): Promise<(Total & { day: string })[]> =>
  await within(engine, period, measures)
    .select(['day', 'measure', 'key', total])
    .groupBy(['measure', 'day', 'key'])
    .having(some)
    .execute();

/** The totals of the whole period, by measure and key. */
export const readTotals = async (
  engine: Engine,
  period: Period,
  measures: readonly Measure[],
): Promise<Total[]> =>
  await within(engine, period, measures)
    .select(['measure', 'key', total])
    .groupBy(['measure', 'key'])
    .having(some)
    .execute();

/** The totals of the whole period by channel and language, measure and key. */
export const readGroups = async (
  engine: Engine,
  period: Period,
  measures: readonly Measure[],
): Promise<(Total & { channel: string; locale: string })[]> =>
  await within(engine, period, measures)
    .select(['channel', 'locale', 'measure', 'key', total])
    .groupBy(['measure', 'key', 'channel', 'locale'])
    .having(some)
    .execute();
