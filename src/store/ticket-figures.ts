import { sql } from 'kysely';
import type { Queries } from './engine.ts';

/** The header of the ticket lists: how many tickets there are to do, and whether any has changed. */
export interface TicketFigures {
  /** Without a reply. */
  open: number;
  /** Tickets that are not closed, by the id of their assignee. */
  assigned: ReadonlyMap<string, number>;
  /** Deliveries that were given up. */
  undelivered: number;
  /** Grows with every change to any ticket. */
  changedAt: number;
}

/** Reads the figures, each from an index. SQLite uses a partial index only for a condition without parameters. */
export async function readTicketFigures(db: Queries): Promise<TicketFigures> {
  const { open } = await db
    .selectFrom('tickets')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  const assigned = await db
    .selectFrom('tickets')
    .select(['assignee_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('assignee_id', 'is not', null)
    .where('state', '<>', sql.lit('closed'))
    .groupBy('assignee_id')
    .orderBy('assignee_id')
    .execute();
  const { undelivered } = await db
    .selectFrom('deliveries')
    .select((eb) => eb.fn.countAll<number>().as('undelivered'))
    .where('state', '=', sql.lit('dead'))
    .executeTakeFirstOrThrow();
  const { changedAt } = await db
    .selectFrom('tickets')
    .select((eb) => eb.fn.max('changed_at').as('changedAt'))
    .executeTakeFirstOrThrow();
  return {
    open,
    assigned: new Map(assigned.map(({ assignee_id: id, count }) => [id ?? '', count])),
    undelivered,
    changedAt: changedAt ?? 0,
  };
}
