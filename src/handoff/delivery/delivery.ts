import type { DeliveryTarget, Ticket, TicketAnswer } from '../ticket.ts';

/** A ticket on its way to one target, taken by one process. */
export interface Delivery {
  /** The same at every try: receivers can tell a repeated one. */
  id: string;
  target: DeliveryTarget;
  /** Tries before this one. */
  attempts: number;
  ticket: Ticket;
  /** With target `answer`. */
  answer?: TicketAnswer;
}

/** Where deliveries are kept. */
export interface DeliveryStore {
  /**
   * Takes what is due, so that no other process tries it at the same time.
   * @param leaseMs after so long without a result it may be taken again: its process has died
   */
  take(now: Date, leaseMs: number, most: number): Promise<Delivery[]>;
  succeeded(id: string): Promise<void>;
  /** @param nextTry undefined: it is given up and kept as a dead letter */
  failed(id: string, problem: string, nextTry: Date | undefined): Promise<void>;
}

/** Carries a ticket to one target. Rejects when it is not known to have arrived. */
export type Carrier = (delivery: Delivery) => Promise<void>;
