import type { Chat, ChatNote } from '#handoff/chat.ts';
import type { Ticket, TicketNote, TicketState } from '#handoff/ticket.ts';
import type { Chats } from './chats.ts';
import { lockConversationsOf } from './conversation-rows.ts';
import type { Conversation, Conversations } from './conversations.ts';
import type { CustomerPresences } from './customer-presences.ts';
import type { Engine } from './engine.ts';
import { NOTHING, removeConversations, type Removed, sum } from './removal.ts';
import type { Tickets } from './tickets.ts';
import type { Transcript } from './transcript.ts';
import type { TranscriptMails } from './transcript-mails.ts';
import type { TurnFact, TurnFacts } from './turn-facts.ts';
import type { Visit, Visits } from './visits.ts';

const PAGE = 1000;

/**
 * Removes everything that is stored about a person: their conversations with uploads, tickets and state, and their user
 * state on every channel. One transaction: all or nothing.
 * @param userId as the channel names them (`dl_…`, `29:…`)
 */
export async function eraseUser(engine: Engine, userId: string): Promise<Removed> {
  return await engine.db.transaction().execute(async (transaction) => {
    const ids = await lockConversationsOf(transaction, engine, userId);
    const removed = await removeConversations(transaction, engine, ids);
    // Other channels, whose conversations are not stored here, also have user state.
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
  /** The tickets that the customer left, with the agents' notes. */
  tickets: ({ state: TicketState; notes: TicketNote[] } & Ticket)[];
  /** What the browser reported about the newest visit; undefined if it reported nothing. */
  visit: Visit | undefined;
  /** When the customer was last seen during a chat; undefined if they never were. */
  lastSeenAt: Date | undefined;
  /** Chats with a person, with the rating, and the agents' notes. */
  chats: ({ notes: ChatNote[] } & Chat)[];
  /** The addresses to which the transcript is still to be mailed. */
  pendingTranscripts: string[];
  /** How the bot understood each message, and the outcome. */
  turns: TurnFact[];
  /** As clients received them. */
  activities: unknown[];
}

/** The parts of the store that an export reads. */
interface ExportedParts {
  conversations: Conversations;
  transcript: Transcript;
  tickets: Tickets;
  visits: Visits;
  chats: Chats;
  transcriptMails: TranscriptMails;
  customerPresences: CustomerPresences;
  turnFacts: TurnFacts;
}

/** Reads a conversation with everything that is stored about it; undefined if there is none with this id. */
export async function exportConversation(
  parts: ExportedParts,
  id: string,
): Promise<ExportedConversation | undefined> {
  const conversation = await parts.conversations.find(id);
  if (conversation === undefined) return undefined;
  const tickets = await parts.tickets.inConversation(id);
  const chats = await parts.chats.allIn(id);
  return {
    conversation,
    visit: await parts.visits.find(id),
    lastSeenAt: (await parts.customerPresences.seenAt([id])).get(id),
    chats: await Promise.all(
      chats.map(async (chat) => ({ ...chat, notes: await parts.chats.notes(chat.reference) })),
    ),
    tickets: tickets.map(({ report, notes }) => ({ ...report.ticket, state: report.state, notes })),
    pendingTranscripts: await parts.transcriptMails.pendingIn(id),
    turns: await parts.turnFacts.inConversation(id),
    activities: await readActivities(parts.transcript, id),
  };
}

async function readActivities(transcript: Transcript, id: string): Promise<unknown[]> {
  const activities: unknown[] = [];
  for (let last = 0; ;) {
    const page = await transcript.after(id, last, PAGE);
    activities.push(...page.map(({ body }) => JSON.parse(body) as unknown));
    last = page.at(-1)?.seq ?? last;
    if (page.length < PAGE) return activities;
  }
}
