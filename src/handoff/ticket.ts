import type { ChatAgent } from './chat.ts';
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

/** A file that goes with a reply; the store has its content. */
interface TicketFile {
  id: string;
  name: string;
  contentType: string;
}

/** An agent's reply to a ticket. */
export interface TicketReply {
  agentName: string;
  text: string;
  /** Absent for none. */
  files?: readonly TicketFile[];
}

/** What support has done with a ticket. */
export const ticketStates = ['open', 'replied', 'closed'] as const;
export type TicketState = (typeof ticketStates)[number];

/** A note that agents write for each other; no customer sees it. */
export interface TicketNote {
  /** The same for every retry, so that the note is stored only once. */
  id: string;
  agentName: string;
  text: string;
  at: Date;
}

/** The agent who looks after a ticket. */
export type Assignee = ChatAgent;
