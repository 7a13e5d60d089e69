import type { NewTicket } from './handoff.ts';

/** A message that a customer left, as stored. */
export interface Ticket extends Omit<NewTicket, 'key'> {
  /** What the customer can quote; unique. */
  reference: string;
  createdAt: Date;
}

/** Stores tickets. */
export interface TicketStore {
  /**
   * Stores a ticket together with its deliveries, unless one with the same key is stored already.
   * @param targets where to deliver it
   * @returns the ticket with this key, whether new or stored before
   */
  open(key: string, ticket: Ticket, targets: readonly DeliveryTarget[]): Promise<Ticket>;
}

/** Where a delivery goes: `webhook` and `mail` take tickets, `reply` mails an agent's reply to the customer. */
export type DeliveryTarget = 'webhook' | 'mail' | 'reply';

/** An agent's reply to a ticket. */
export interface TicketReply {
  agentName: string;
  text: string;
}
