import { sql } from 'kysely';
import type { Engine, Queries } from './engine.ts';

/** The key of the advisory lock. Servers' locks have positive numbers. */
const TICKET_CHANGES = -1;

/**
 * The time of a ticket's next change: later than that of any previous change, even if the clock was set back. Until the
 * transaction ends, other servers wait here, so no two changes have the same time and none is seen out of order.
 */
export async function nextTicketChange(queries: Queries, engine: Engine, at: Date): Promise<number> {
  if (engine.kind === 'postgres')
    await sql`select pg_advisory_xact_lock(${TICKET_CHANGES}::bigint)`.execute(queries);
  const { newest } = await queries
    .selectFrom('tickets')
    .select((eb) => eb.fn.max('changed_at').as('newest'))
    .executeTakeFirstOrThrow();
  return Math.max(at.getTime(), (newest ?? 0) + 1);
}
