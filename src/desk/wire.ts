/** What the desk's server and its page tell each other. Types only, so that browsers share them. */

/** Who is signed in. */
export interface DeskAgent {
  name: string;
  email: string;
  role: 'agent' | 'supervisor';
}

/** A message that a customer left. */
export interface DeskTicket {
  reference: string;
  /** ISO 8601. */
  createdAt: string;
  state: 'open' | 'answered' | 'closed';
  name: string;
  email: string | null;
  words: string;
  subject: string | null;
  models: string[];
  channel: string;
  /** Where it was sent on to and never arrived. */
  undelivered: string[];
}

/** The same with the conversation in which it was left. */
export interface DeskTicketDetail extends DeskTicket {
  /** How an answer reaches the customer: both ways where both are there. */
  answersBy: ('chat' | 'e-mail')[];
  userId: string;
  /** As the customer's client got them, oldest first. */
  activities: object[];
}

/** Who did what. */
export interface DeskAuditEntry {
  at: string;
  who: string;
  action: string;
  about: string;
}
