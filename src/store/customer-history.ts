import type { Chat } from '#handoff/chat.ts';
import type { Ticket } from '#handoff/ticket.ts';
import { chatOf } from './chat-rows.ts';
import type { Engine } from './engine.ts';
import type { TicketRow } from './schema/handoff.ts';
import { ticketOf } from './ticket-rows.ts';

/** What is stored about a person in addition to what they said, newest first. */
export interface CustomerHistory {
  chats: Chat[];
  tickets: { ticket: Ticket; state: TicketRow['state'] }[];
  conversations: { id: string; createdAt: Date }[];
}

/** Reads the newest chats, tickets and conversations of a person. @param most of each */
export async function readCustomerHistory(
  { db }: Engine,
  userId: string,
  most: number,
): Promise<CustomerHistory> {
  const [chats, tickets, conversations] = await Promise.all([
    db
      .selectFrom('chats')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('requested_at', 'desc')
      .limit(most)
      .execute(),
    db
      .selectFrom('tickets')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('created_at', 'desc')
      .limit(most)
      .execute(),
    db
      .selectFrom('conversations')
      .select(['id', 'created_at'])
      .where('user_id', '=', userId)
      // A conversation that was only promised contains nothing.
      .where('last_seq', '>', 0)
      .orderBy('created_at', 'desc')
      .limit(most)
      .execute(),
  ]);
  return {
    chats: chats.map(chatOf),
    tickets: tickets.map((row) => ({ ticket: ticketOf(row), state: row.state })),
    conversations: conversations.map(({ id, created_at: at }) => ({ id, createdAt: new Date(at) })),
  };
}
