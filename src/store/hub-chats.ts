import type { HubChat, HubStore } from '#handoff/hub/hub-store.ts';
import type { Clock } from './clock.ts';
import { isDue } from './due.ts';
import type { Engine } from './engine.ts';
import type { Tables } from './schema.ts';

const chatOf = (row: Tables['hub_chats']): HubChat => ({
  reference: row.chat_reference,
  isOffered: row.is_offered === 1,
  sentSeq: row.sent_seq,
  isOver: row.is_finished === 1,
  failingSince: row.failing_since === null ? undefined : new Date(row.failing_since),
});

/** Stores how much of each chat the engagement hub has received. */
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
        chat_reference: reference,
        is_offered: 0,
        sent_seq: 0,
        is_finished: 0,
        leased_until: 0,
        scheduled_at: 0,
        failing_since: null,
      })
      .onConflict((conflict) => conflict.column('chat_reference').doNothing())
      .execute();
  }

  async open(): Promise<HubChat[]> {
    const rows = await this.#engine.db
      .selectFrom('hub_chats')
      .selectAll()
      .where('is_finished', '=', 0)
      .execute();
    return rows.map(chatOf);
  }

  async find(reference: string): Promise<HubChat | undefined> {
    const row = await this.#engine.db
      .selectFrom('hub_chats')
      .selectAll()
      .where('chat_reference', '=', reference)
      .executeTakeFirst();
    return row && chatOf(row);
  }

  async lease(reference: string, now: Date, leaseMs: number): Promise<HubChat | undefined> {
    const row = await this.#engine.db
      .updateTable('hub_chats')
      .set({ leased_until: now.getTime() + leaseMs, scheduled_at: now.getTime() })
      .where('chat_reference', '=', reference)
      .where('is_finished', '=', 0)
      .where(isDue('hub_chats', 'leased_until', now.getTime()))
      .returningAll()
      .executeTakeFirst();
    return row && chatOf(row);
  }

  async update(
    reference: string,
    change: Partial<Pick<HubChat, 'isOffered' | 'sentSeq' | 'isOver' | 'failingSince'>>,
    freeAt: Date,
  ): Promise<void> {
    const { isOffered, sentSeq, isOver } = change;
    await this.#engine.db
      .updateTable('hub_chats')
      .set({
        leased_until: freeAt.getTime(),
        scheduled_at: this.#clock().getTime(),
        ...(isOffered === undefined ? {} : { is_offered: isOffered ? 1 : 0 }),
        ...(sentSeq === undefined ? {} : { sent_seq: sentSeq }),
        ...(isOver === undefined ? {} : { is_finished: isOver ? 1 : 0 }),
        ...('failingSince' in change ? { failing_since: change.failingSince?.getTime() ?? null } : {}),
      })
      .where('chat_reference', '=', reference)
      .execute();
  }
}
