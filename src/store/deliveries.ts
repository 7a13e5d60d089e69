import type { Delivery, DeliveryStore } from '#handoff/delivery/delivery.ts';
import type { Ticket, TicketReply } from '#handoff/ticket.ts';
import type { Clock } from './clock.ts';
import { DeliveryQueue, dueNow } from './delivery-queue.ts';
import type { Engine } from './engine.ts';
import type { StoreEvents } from './events.ts';
import { ticketOf } from './ticket-rows.ts';

/** Stores what is on its way to a webhook or a mailbox. */
export class Deliveries implements DeliveryStore {
  readonly #engine: Engine;
  readonly #events: StoreEvents;
  readonly #queue: DeliveryQueue;

  constructor(engine: Engine, events: StoreEvents, clock: Clock) {
    this.#engine = engine;
    this.#events = events;
    this.#queue = new DeliveryQueue(engine, clock, 'deliveries');
  }

  /**
   * Queues a reply to be mailed to the customer. @param clientId the same for every retry, so that it is mailed only
   * once
   */
  async mailReply(reference: string, clientId: string, reply: TicketReply, now: Date): Promise<void> {
    await this.#engine.db
      .insertInto('deliveries')
      .values({
        id: `answer-${clientId}`,
        ticket_reference: reference,
        target: 'reply',
        reply: JSON.stringify(reply),
        ...dueNow(now.getTime()),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }

  async lease(now: Date, leaseMs: number, most: number): Promise<Delivery[]> {
    const leased: Delivery[] = [];
    for (const id of await this.#queue.lease(now, leaseMs, most)) {
      const row = await this.#engine.db
        .selectFrom('deliveries')
        .select(['ticket_reference', 'target', 'reply', 'attempts'])
        .where('id', '=', id)
        .executeTakeFirst();
      const ticket = row && (await this.#ticket(row.ticket_reference));
      if (row === undefined || ticket === undefined) continue;
      const reply = row.reply === null ? {} : replyIn(row.reply);
      if (reply === undefined) await this.failed(id, 'What was to be delivered cannot be read.', undefined);
      else leased.push({ id, target: row.target, attempts: row.attempts, ticket, ...reply });
    }
    return leased;
  }

  async succeeded(id: string): Promise<void> {
    await this.#engine.db
      .updateTable('deliveries')
      .set((eb) => ({ state: 'sent', problem: null, attempts: eb('attempts', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }

  async failed(id: string, problem: string, nextTry: Date | undefined): Promise<void> {
    await this.#queue.failed(id, problem, nextTry);
    // The desks show deliveries that failed.
    if (nextTry === undefined) await this.#events.notifyDesks(this.#engine.db);
  }

  /** Gives dead letters another chance, with all attempts renewed. @returns how many */
  async revive(now: Date): Promise<number> {
    const revived = await this.#queue.revive(now);
    if (revived > 0) await this.#events.notifyDesks(this.#engine.db);
    return revived;
  }

  async #ticket(reference: string): Promise<Ticket | undefined> {
    const row = await this.#engine.db
      .selectFrom('tickets')
      .selectAll()
      .where('reference', '=', reference)
      .executeTakeFirst();
    return row && ticketOf(row);
  }
}

/** @returns undefined if it cannot be parsed */
function replyIn(text: string): { reply: TicketReply } | undefined {
  try {
    return { reply: JSON.parse(text) as TicketReply };
  } catch {
    return undefined;
  }
}
