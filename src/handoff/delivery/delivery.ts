import type { DeliveryTarget, Ticket, TicketReply } from '../ticket.ts';

/** What every delivery has, whatever is delivered. */
export interface AnyDelivery {
  /** The same for every attempt, so that receivers recognise a repeat. */
  id: string;
  target: string;
  /** How many attempts came before this one. */
  attempts: number;
}

/** A ticket on its way to one target, leased by one process. */
export interface Delivery extends AnyDelivery {
  target: DeliveryTarget;
  ticket: Ticket;
  /** Set when the target is `reply`. */
  reply?: TicketReply;
}

/** Stores deliveries. */
export interface DeliveryStore<Item extends AnyDelivery = Delivery> {
  /**
   * Leases the due deliveries, so that no other process tries them at the same time.
   * @param leaseMs after this long without a result, another process may lease it: the first one must have died
   */
  lease(now: Date, leaseMs: number, most: number): Promise<Item[]>;
  succeeded(id: string): Promise<void>;
  /** @param nextTry undefined to give up and keep it as a dead letter */
  failed(id: string, problem: string, nextTry: Date | undefined): Promise<void>;
}

/** Delivers something to one target. Rejects unless it is known to have arrived. */
export type DeliveryTransport<Item extends AnyDelivery = Delivery> = (delivery: Item) => Promise<void>;
