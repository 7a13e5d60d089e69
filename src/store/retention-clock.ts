import { activeHour } from './clock.ts';
import type { Engine } from './engine.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Servers may be off for this long: over a holiday, for a move. */
const LONGEST_PAUSE_MS = 7 * DAY;
/** A clock that has jumped and then runs on for this long is believed. */
const PROBATION_MS = DAY;

/** What a look at the clock came to. */
export type Plausibility =
  | { kind: 'plausible' }
  /** The clock shows another time than it should. */
  | { kind: 'jumped'; byMs: number; until: Date }
  /** It has jumped a while ago. */
  | { kind: 'waiting' };

/**
 * Compares the clock with the time stored at the last check, and stores the time it shows now. A clock that is far
 * ahead would make everything look old, and delete it for good. Call this every hour.
 * @param days of retention: a jump of half of them is far
 */
export async function checkClock({ db }: Engine, days: number, now: number): Promise<Plausibility> {
  return await db.transaction().execute(async (transaction) => {
    const stored = await transaction.selectFrom('retention_clock').selectAll().executeTakeFirst();
    const newest = await transaction
      .selectFrom('conversations')
      .select((eb) => eb.fn.max('last_active_at').as('at'))
      .executeTakeFirst();
    // Before the very first look the newest activity tells.
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
