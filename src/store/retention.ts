import type { Logger } from 'pino';
import { activeHour, type Clock } from './clock.ts';
import type { Engine } from './engine.ts';
import { NOTHING, removeConversations, type Removed, sum } from './removal.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const BATCH = 100;

/**
 * Deletes conversations in which nothing has happened for `days`, with their activities, uploads and tickets and bot
 * state, and other channels' tickets and state that were not written for as long. In small transactions, so that
 * nobody waits.
 */
export async function removeOld(engine: Engine, days: number, now: number): Promise<Removed> {
  const limit = activeHour(now - days * DAY);
  let removed = NOTHING;
  for (;;) {
    const part = await engine.db.transaction().execute(async (transaction) => {
      const rows = await transaction
        .selectFrom('conversations')
        .select('id')
        .where('last_active_at', '<', limit)
        .orderBy('last_active_at')
        .limit(BATCH)
        .execute();
      const ids = rows.map(({ id }) => id);
      return await removeConversations(transaction, engine, ids);
    });
    removed = sum(removed, part);
    if (part.conversations < BATCH) break;
  }
  const tickets = await engine.db.deleteFrom('tickets').where('created_at', '<', limit).executeTakeFirst();
  // Who did what names customers' references: it goes with them.
  await engine.db.deleteFrom('audit').where('at', '<', limit).execute();
  const state = await engine.db.deleteFrom('state').where('updated_at', '<', limit).executeTakeFirst();
  const apart = { tickets: Number(tickets.numDeletedRows), state: Number(state.numDeletedRows) };
  return sum(removed, { ...NOTHING, ...apart });
}

export interface RetentionParts {
  engine: Engine;
  days: number;
  clock: Clock;
  log: Logger;
}

/** Runs `removeOld` now and every hour. @returns a function that ends it */
export function startRetention({ engine, days, clock, log }: RetentionParts): () => void {
  const run = async (): Promise<void> => {
    try {
      const removed = await removeOld(engine, days, clock().getTime());
      if (removed.conversations + removed.tickets + removed.state > 0)
        log.info({ removed, days }, 'Old conversations deleted');
    } catch (error) {
      log.error({ err: error }, 'Old conversations could not be deleted; trying again in an hour');
    }
  };
  void run();
  const timer = setInterval(() => void run(), HOUR);
  timer.unref();
  return () => clearInterval(timer);
}
