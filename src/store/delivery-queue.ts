import type { Clock } from './clock.ts';
import { isDue } from './due.ts';
import type { Engine } from './engine.ts';

/** A table of outgoing deliveries, each tried until it arrives or is given up. */
type DeliveryTable = 'deliveries' | 'transcript_mails' | 'event_deliveries';

/** The columns of a new delivery, due now. @param now milliseconds since the epoch */
export const dueNow = (now: number) =>
  ({ state: 'due', attempts: 0, due_at: now, scheduled_at: now, problem: null }) as const;

/** What the delivery tables share: leases, retries and dead letters. */
export class DeliveryQueue {
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #table: DeliveryTable;

  constructor(engine: Engine, clock: Clock, table: DeliveryTable) {
    this.#engine = engine;
    this.#clock = clock;
    this.#table = table;
  }

  /** Leases what is due, for the given time. @returns the ids, longest waiting first */
  async lease(now: Date, leaseMs: number, most: number): Promise<string[]> {
    const { db } = this.#engine;
    const at = now.getTime();
    const due = await db
      .selectFrom(this.#table)
      .select(['id', 'due_at'])
      .where('state', '=', 'due')
      .where(isDue(this.#table, 'due_at', at))
      .orderBy('due_at')
      .limit(most)
      .execute();
    const leased: string[] = [];
    for (const { id, due_at: dueAt } of due) {
      // Moving the due time is the lease: a process that finds it already moved has lost the race.
      const { numUpdatedRows } = await db
        .updateTable(this.#table)
        .set({ due_at: at + leaseMs, scheduled_at: at })
        .where('id', '=', id)
        .where('state', '=', 'due')
        .where('due_at', '=', dueAt)
        .executeTakeFirst();
      if (numUpdatedRows > 0n) leased.push(id);
    }
    return leased;
  }

  /** @param nextTry undefined gives up the delivery */
  async failed(id: string, problem: string, nextTry: Date | undefined): Promise<void> {
    const next =
      nextTry === undefined
        ? ({ state: 'dead' } as const)
        : { state: 'due' as const, due_at: nextTry.getTime(), scheduled_at: this.#clock().getTime() };
    await this.#engine.db
      .updateTable(this.#table)
      .set((eb) => ({ ...next, problem, attempts: eb('attempts', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }

  /** Gives dead letters another chance, with all attempts renewed. @returns how many */
  async revive(now: Date): Promise<number> {
    const { numUpdatedRows } = await this.#engine.db
      .updateTable(this.#table)
      .set({ state: 'due', attempts: 0, due_at: now.getTime(), scheduled_at: now.getTime() })
      .where('state', '=', 'dead')
      .executeTakeFirst();
    return Number(numUpdatedRows);
  }
}
