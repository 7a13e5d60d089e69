import type { DeliveryStore } from '#handoff/delivery/delivery.ts';
import type { EventDelivery, EventType } from '#handoff/delivery/event.ts';
import type { Clock } from './clock.ts';
import { DeliveryQueue, dueNow } from './delivery-queue.ts';
import type { Engine } from './engine.ts';
import { findEvents } from './insights/find-events.ts';

/** Events on their way to a webhook. Their contents are deleted once they are sent. */
export class EventDeliveries implements DeliveryStore<EventDelivery> {
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #queue: DeliveryQueue;

  constructor(engine: Engine, clock: Clock) {
    this.#engine = engine;
    this.#clock = clock;
    this.#queue = new DeliveryQueue(engine, clock, 'event_deliveries');
  }

  /** Queues the events since the last call. Several servers may do this at the same time: each event is queued once. */
  async queueNew(types: readonly EventType[]): Promise<void> {
    const now = this.#clock().getTime();
    for (const type of types)
      for (const { id, conversationId, at, data } of await findEvents[type](this.#engine, now))
        await this.#engine.db
          .insertInto('event_deliveries')
          .values({
            id,
            conversation_id: conversationId,
            type,
            at,
            data: JSON.stringify(data),
            ...dueNow(now),
          })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
  }

  async lease(now: Date, leaseMs: number, most: number): Promise<EventDelivery[]> {
    const leased: EventDelivery[] = [];
    for (const id of await this.#queue.lease(now, leaseMs, most)) {
      const row = await this.#engine.db
        .selectFrom('event_deliveries')
        .select(['type', 'at', 'data', 'attempts'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (row === undefined) continue;
      const { type, attempts } = row;
      const data = JSON.parse(row.data) as Record<string, unknown>;
      leased.push({ id, target: 'event', type, at: new Date(row.at), data, attempts });
    }
    return leased;
  }

  async succeeded(id: string): Promise<void> {
    await this.#engine.db
      .updateTable('event_deliveries')
      .set((eb) => ({ state: 'sent', data: '', problem: null, attempts: eb('attempts', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }

  async failed(id: string, problem: string, nextTry: Date | undefined): Promise<void> {
    await this.#queue.failed(id, problem, nextTry);
  }

  /** Gives dead letters another chance. @returns how many */
  revive(now: Date): Promise<number> {
    return this.#queue.revive(now);
  }
}
