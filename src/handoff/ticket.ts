import type { LeftMessage } from './handoff.ts';

/** A message that waits for a person, as it is kept. */
export interface Ticket extends Omit<LeftMessage, 'key'> {
  /** What the customer can quote; unique. */
  reference: string;
  createdAt: Date;
}

/** Where tickets are kept. */
export interface TicketStore {
  /**
   * Keeps a ticket, together with its deliveries, unless one of the same key is kept already.
   * @param targets where it is to be delivered
   * @returns the ticket of this key: this one, or the one that was there
   */
  open(key: string, ticket: Ticket, targets: readonly DeliveryTarget[]): Promise<Ticket>;
}

/** Where tickets are sent on to, and `answer`: an agent's answer, mailed to the customer. */
export type DeliveryTarget = 'webhook' | 'mail' | 'answer';

/** What an agent has answered. */
export interface TicketAnswer {
  agentName: string;
  text: string;
}
