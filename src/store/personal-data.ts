import type { Ticket, TicketNote, TicketState } from '#handoff/ticket.ts';
import type { Conversation, Conversations } from './conversations.ts';
import type { Engine } from './engine.ts';
import { NOTHING, removeConversations, type Removed, sum } from './removal.ts';
import type { Tickets } from './tickets.ts';
import type { Transcript } from './transcript.ts';
import type { Visit, Visits } from './visits.ts';

const PAGE = 1000;

/**
 * Removes everything that is stored about a person: their conversations with uploads, tickets and state, and their user
 * state on every channel. One transaction: all or nothing.
 * @param userId as the channel names them (`dl_…`, `29:…`)
 */
export async function eraseUser(engine: Engine, userId: string): Promise<Removed> {
  return await engine.db.transaction().execute(async (transaction) => {
    const conversations = await transaction
      .selectFrom('conversations')
      .select('id')
      .where('user_id', '=', userId)
      .execute();
    let removed = NOTHING;
    for (const { id } of conversations)
      removed = sum(removed, await removeConversations(transaction, engine, [id]));
    // Other channels, whose conversations are not stored here, have user state as well.
    const tickets = await transaction.deleteFrom('tickets').where('user_id', '=', userId).executeTakeFirst();
    const chats = await transaction.deleteFrom('chats').where('user_id', '=', userId).executeTakeFirst();
    // Keys are `<channel>/users/<id>/…`. LIKE would work but ignores case on SQLite.
    const position = engine.kind === 'postgres' ? 'strpos' : 'instr';
    const state = await transaction
      .deleteFrom('bot_state')
      .where((eb) => eb(eb.fn<number>(position, ['key', eb.val(`/users/${userId}/`)]), '>', 0))
      .executeTakeFirst();
    const apart = {
      tickets: Number(tickets.numDeletedRows),
      chats: Number(chats.numDeletedRows),
      state: Number(state.numDeletedRows),
    };
    return sum(removed, { ...NOTHING, ...apart });
  });
}

export interface ExportedConversation {
  conversation: Conversation;
  /** What the customer left for later, with the agents' notes on it. */
  tickets: ({ state: TicketState; notes: TicketNote[] } & Ticket)[];
  /** What the browser said of the newest visit; undefined when it said nothing. */
  visit: Visit | undefined;
  /** As clients received them. */
  activities: unknown[];
}

/** Reads a conversation with its whole transcript and its tickets; undefined when there is none with this id. */
export async function exportConversation(
  {
    conversations,
    transcript,
    tickets,
    visits,
  }: { conversations: Conversations; transcript: Transcript; tickets: Tickets; visits: Visits },
  id: string,
): Promise<ExportedConversation | undefined> {
  const conversation = await conversations.find(id);
  if (conversation === undefined) return undefined;
  const left = await tickets.inConversation(id);
  const exported = left.map(({ report, notes }) => ({ ...report.ticket, state: report.state, notes }));
  const visit = await visits.find(id);
  const activities: unknown[] = [];
  for (let last = 0; ;) {
    const page = await transcript.after(id, last, PAGE);
    activities.push(...page.map(({ body }) => JSON.parse(body) as unknown));
    last = page.at(-1)?.seq ?? last;
    if (page.length < PAGE) return { conversation, visit, tickets: exported, activities };
  }
}
