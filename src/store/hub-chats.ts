import type { HubChat, HubStore } from '#handoff/hub/hub-store.ts';
import type { Clock } from './clock.ts';
import { isDue } from './due.ts';
import type { Engine } from './engine.ts';
import type { Tables } from './schema.ts';

const chatOf = (row: Tables['hub_chats']): HubChat => ({
  reference: row.reference,
  isTold: row.is_told === 1,
  sentSeq: row.sent_seq,
  isOver: row.is_over === 1,
  failingSince: row.failing_since === null ? undefined : new Date(row.failing_since),
});

/** Stores which part of each chat the engagement hub has received. */
export class HubChats implements HubStore {
  readonly #engine: Engine;
  readonly #clock: Clock;

  constructor(engine: Engine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
  }

  async begin(reference: string): Promise<void> {
    await this.#engine.db
      .insertInto('hub_chats')
      .values({
        reference,
        is_told: 0,
        sent_seq: 0,
        is_over: 0,
        busy_until: 0,
        set_at: 0,
        failing_since: null,
      })
      .onConflict((conflict) => conflict.column('reference').doNothing())
      .execute();
  }

  async open(): Promise<HubChat[]> {
    const rows = await this.#engine.db.selectFrom('hub_chats').selectAll().where('is_over', '=', 0).execute();
    return rows.map(chatOf);
  }

  async find(reference: string): Promise<HubChat | undefined> {
    const row = await this.#engine.db
      .selectFrom('hub_chats')
      .selectAll()
      .where('reference', '=', reference)
      .executeTakeFirst();
    return row && chatOf(row);
  }

  async take(reference: string, now: Date, leaseMs: number): Promise<HubChat | undefined> {
    const row = await this.#engine.db
      .updateTable('hub_chats')
      .set({ busy_until: now.getTime() + leaseMs, set_at: now.getTime() })
      .where('reference', '=', reference)
      .where('is_over', '=', 0)
      .where(isDue('hub_chats', 'busy_until', now.getTime()))
      .returningAll()
      .executeTakeFirst();
    return row && chatOf(row);
  }

  async keep(
    reference: string,
    change: Partial<Pick<HubChat, 'isTold' | 'sentSeq' | 'isOver' | 'failingSince'>>,
    freeAt: Date,
  ): Promise<void> {
    const { isTold, sentSeq, isOver } = change;
    await this.#engine.db
      .updateTable('hub_chats')
      .set({
        busy_until: freeAt.getTime(),
        set_at: this.#clock().getTime(),
        ...(isTold === undefined ? {} : { is_told: isTold ? 1 : 0 }),
        ...(sentSeq === undefined ? {} : { sent_seq: sentSeq }),
        ...(isOver === undefined ? {} : { is_over: isOver ? 1 : 0 }),
        ...('failingSince' in change ? { failing_since: change.failingSince?.getTime() ?? null } : {}),
      })
      .where('reference', '=', reference)
      .execute();
  }
}
