import { sql } from 'kysely';
import type { Engine } from './engine.ts';

/** Work that waits, and since when its oldest piece has. */
interface Waiting {
  count: number;
  /** Undefined where nothing waits. */
  oldest: Date | undefined;
}

/** What all servers together still have to do. */
export interface Backlog {
  /** Messages that the bot has not answered. */
  unanswered: Waiting;
  /** What was said and has not reached its channel. */
  outbox: Waiting;
  /** Messages of customers that go on to a webhook or by mail, and have not arrived. */
  deliveries: { target: string; state: 'due' | 'dead'; count: number }[];
}

const waitingOf = ({ count, oldest }: { count: number; oldest: number | null }): Waiting => ({
  count,
  oldest: oldest === null ? undefined : new Date(oldest),
});

/** Looks at what waits: three small queries over indexes that hold little else. */
export async function readBacklog({ db }: Engine): Promise<Backlog> {
  const figures = [
    sql<number>`count(*)`.as('count'),
    sql<number | null>`min(created_at)`.as('oldest'),
  ] as const;
  const unanswered = await db
    .selectFrom('activities')
    .select(figures)
    .where('status', '=', 'accepted')
    .executeTakeFirstOrThrow();
  const outbox = await db
    .selectFrom('outbox')
    .innerJoin('activities', (join) =>
      join
        .onRef('activities.conversation_id', '=', 'outbox.conversation_id')
        .onRef('activities.seq', '=', 'outbox.seq'),
    )
    .select(figures)
    .executeTakeFirstOrThrow();
  const deliveries = await db
    .selectFrom('deliveries')
    .select(['target', 'state', sql<number>`count(*)`.as('count')])
    .where('state', '<>', 'sent')
    .groupBy(['target', 'state'])
    .execute();
  return {
    unanswered: waitingOf(unanswered),
    outbox: waitingOf(outbox),
    deliveries: deliveries.map(({ target, state, count }) => ({
      target,
      state: state === 'dead' ? 'dead' : 'due',
      count,
    })),
  };
}
