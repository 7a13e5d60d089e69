import { activeHour } from './clock.ts';
import type { Engine } from './engine.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Servers may be off for this long: over a holiday, or for a move. */
const LONGEST_PAUSE_MS = 7 * DAY;
/** A clock that has jumped and then keeps running for this long is believed. */
const PROBATION_MS = DAY;

/** The result of checking the clock. */
export type Plausibility =
  | { kind: 'plausible' }
  /** The clock is far from the time that it should show. */
  | { kind: 'jumped'; byMs: number; until: Date }
  /** It jumped a while ago, and is not believed yet. */
  | { kind: 'waiting' };

/**
 * Compares the clock with the time stored at the last check, and stores the current time. A clock that is far ahead
 * would make everything look old, and delete it permanently. Call this every hour.
 * @param days of retention: a jump of half that time is too far
 */
export async function checkClock({ db }: Engine, days: number, now: number): Promise<Plausibility> {
  return await db.transaction().execute(async (transaction) => {
    const stored = await transaction.selectFrom('retention_clock').selectAll().executeTakeFirst();
    const newest = await transaction
      .selectFrom('conversations')
      .select((eb) => eb.fn.max('last_active_at').as('at'))
      .executeTakeFirst();
    // Before the very first check, the newest activity serves as the last time.
    const last = stored?.seen_at ?? newest?.at ?? activeHour(now);
    const byMs = now - last;
    const hasJumped = Math.abs(byMs) > Math.min(LONGEST_PAUSE_MS, (days * DAY) / 2);
    const jumpedAt = stored?.jumped_at ?? undefined;
    const isWaiting = jumpedAt !== undefined && now - jumpedAt < PROBATION_MS;
    const values = {
      seen_at: now,
      jumped_at: hasJumped ? now : isWaiting ? jumpedAt : null,
    };
    await transaction
      .insertInto('retention_clock')
      .values({ id: 1, ...values })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
      .execute();
    if (hasJumped) return { kind: 'jumped', byMs, until: new Date(now + PROBATION_MS) };
    return { kind: isWaiting ? 'waiting' : 'plausible' };
  });
}
