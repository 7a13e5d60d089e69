import type { Assignee, Ticket } from '#handoff/ticket.ts';
import { wordsIn } from './readable-bodies.ts';
import type { TicketRow } from './schema/handoff.ts';

/** Turns a new ticket into a row. @param key identifies the ticket, so that opening it twice creates only one */
export const rowOf = (key: string, ticket: Ticket): TicketRow => ({
  reference: ticket.reference,
  idempotency_key: key,
  conversation_id: ticket.conversationId,
  channel_id: ticket.channelId,
  user_id: ticket.userId,
  name: ticket.name,
  email: ticket.email ?? null,
  text: ticket.text,
  intent: ticket.intent ?? null,
  models: JSON.stringify(ticket.models),
  created_at: ticket.createdAt.getTime(),
  state: 'open',
  assignee_id: null,
  assignee_name: null,
  replied_at: null,
  changed_at: ticket.createdAt.getTime(),
});

/** Turns a row into a ticket. */
export const ticketOf = (row: TicketRow): Ticket => ({
  reference: row.reference,
  conversationId: row.conversation_id,
  channelId: row.channel_id,
  userId: row.user_id,
  name: row.name,
  ...(row.email === null ? {} : { email: row.email }),
  text: row.text,
  ...(row.intent === null ? {} : { intent: row.intent }),
  models: wordsIn(row.models),
  createdAt: new Date(row.created_at),
});

/** The agent who looks after a ticket. */
export const assigneeOf = ({
  assignee_id: id,
  assignee_name: name,
}: Pick<TicketRow, 'assignee_id' | 'assignee_name'>): Assignee | undefined =>
  id === null ? undefined : { id, name: name ?? '' };
