import type { DeliveryTarget, Ticket, TicketReply } from '../ticket.ts';

/** A ticket on its way to one target, leased by one process. */
export interface Delivery {
  /** The same at every try, so that receivers recognise a repeat. */
  id: string;
  target: DeliveryTarget;
  /** How many tries came before this one. */
  attempts: number;
  ticket: Ticket;
  /** Set when the target is `reply`. */
  reply?: TicketReply;
}

/** Stores deliveries. */
export interface DeliveryStore {
  /**
   * Leases the due deliveries, so that no other process tries them at the same time.
   * @param leaseMs after this long without a result, another process may lease it: the first one must have died
   */
  take(now: Date, leaseMs: number, most: number): Promise<Delivery[]>;
  succeeded(id: string): Promise<void>;
  /** @param nextTry undefined to give up and keep it as a dead letter */
  failed(id: string, problem: string, nextTry: Date | undefined): Promise<void>;
}

/** Delivers a ticket to one target. Rejects unless the ticket is known to have arrived. */
export type DeliveryTransport = (delivery: Delivery) => Promise<void>;
