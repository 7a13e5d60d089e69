import type { DeleteResult } from 'kysely';
import type { Logger } from 'pino';
import { activeHour, type Clock } from './clock.ts';
import { lockConversations } from './conversation-rows.ts';
import type { Engine } from './engine.ts';
import { NOTHING, removeConversations, type Removed, sum } from './removal.ts';
import { checkClock } from './retention-clock.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const BATCH = 100;

/**
 * Deletes conversations that have been inactive for `days`, with their activities, uploads, tickets and bot state, and
 * other channels' tickets and state that were not written for as long. It uses small transactions, so that nobody has
 * to wait.
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
      if (ids.length === 0) return NOTHING;
      // In the order in which turns lock, so that the two cannot deadlock.
      await lockConversations(transaction, engine, ids);
      return await removeConversations(transaction, engine, ids);
    });
    removed = sum(removed, part);
    if (part.conversations < BATCH) break;
  }
  const { db } = engine;
  const tickets = await inBatches(() =>
    db
      .deleteFrom('tickets')
      .where('reference', 'in', (eb) =>
        eb.selectFrom('tickets').select('reference').where('created_at', '<', limit).limit(BATCH),
      )
      .executeTakeFirst(),
  );
  // The audit log names customers' references, so it is deleted too.
  await inBatches(() =>
    db
      .deleteFrom('audit')
      .where('id', 'in', (eb) => eb.selectFrom('audit').select('id').where('at', '<', limit).limit(BATCH))
      .executeTakeFirst(),
  );
  const state = await inBatches(() =>
    db
      .deleteFrom('bot_state')
      .where('key', 'in', (eb) =>
        eb.selectFrom('bot_state').select('key').where('updated_at', '<', limit).limit(BATCH),
      )
      .executeTakeFirst(),
  );
  return sum(removed, { ...NOTHING, tickets, state });
}

/** Repeats the deletion until nothing is left: no statement takes long, however much is old. @returns how many rows */
async function inBatches(remove: () => Promise<DeleteResult>): Promise<number> {
  for (let all = 0; ;) {
    const { numDeletedRows } = await remove();
    if (numDeletedRows === 0n) return all;
    all += Number(numDeletedRows);
  }
}

export interface RetentionParts {
  engine: Engine;
  days: number;
  clock: Clock;
  log: Logger;
}

/** Runs `removeOld` now and every hour. @returns a function that stops it */
export function startRetention({ engine, days, clock, log }: RetentionParts): () => void {
  const run = async (): Promise<void> => {
    try {
      const now = clock().getTime();
      const plausibility = await checkClock(engine, days, now);
      if (plausibility.kind === 'jumped') {
        const { byMs, until } = plausibility;
        log.warn(
          { jumpDays: Math.round(byMs / DAY), until },
          'The clock is far from what it showed at the last check for old conversations. Nothing is deleted until it has run on for a day; check that it is right.',
        );
      }
      if (plausibility.kind !== 'plausible') return;
      const removed = await removeOld(engine, days, now);
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
