import { sql } from 'kysely';
import type { Engine } from './engine.ts';

/** How much work is waiting, and since when. */
interface Waiting {
  count: number;
  /** When the oldest of it arrived; undefined if nothing is waiting. */
  oldest: Date | undefined;
}

/** The work that is still to do, on all servers together. */
export interface Backlog {
  /** Messages that the bot has not answered yet. */
  unanswered: Waiting;
  /** Outbox entries that have not reached their channel. */
  outbox: Waiting;
  /** Tickets, replies, transcripts and events on their way to a webhook or a mailbox. */
  deliveries: { target: string; state: 'due' | 'dead'; count: number }[];
}

const waitingOf = ({ count, oldest }: { count: number; oldest: number | null }): Waiting => ({
  count,
  oldest: oldest === null ? undefined : new Date(oldest),
});

/** Measures the backlog with small queries over indexes that hold little else. */
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
  const transcripts = await db
    .selectFrom('transcript_mails')
    .select([sql<string>`'transcript'`.as('target'), 'state', sql<number>`count(*)`.as('count')])
    .where('state', '<>', 'sent')
    .groupBy('state')
    .execute();
  // A sent event stays as long as its conversation, so each state that matters has its own index.
  const events = [];
  for (const state of ['due', 'dead'] as const) {
    const { count } = await db
      .selectFrom('event_deliveries')
      .select(sql<number>`count(*)`.as('count'))
      .where('state', '=', sql.lit(state))
      .executeTakeFirstOrThrow();
    if (count > 0) events.push({ target: 'event', state, count });
  }
  return {
    unanswered: waitingOf(unanswered),
    outbox: waitingOf(outbox),
    deliveries: [...deliveries, ...transcripts, ...events].map(({ target, state, count }) => ({
      target,
      state: state === 'dead' ? 'dead' : 'due',
      count,
    })),
  };
}
