import type { Chat, PresenceStore } from '#handoff/chat.ts';
import { isPresent } from '#handoff/queue.ts';
import type { Store } from '#store/store.ts';
import { plainName } from '#text/plain-name.ts';
import type { ReadPresence } from './customer/presence.ts';
import type { ReadLastWords } from './last-words.ts';
import type { DeskChat, DeskState } from './wire.ts';

export interface DeskStateParts {
  store: Pick<Store, 'cannedReplies' | 'chats' | 'ticketFigures'>;
  presences: PresenceStore;
  readLastWords: ReadLastWords;
  readPresence: ReadPresence;
  /** The title of an intent, for people. */
  titleOf: (intent: string) => string | undefined;
  limit: number;
  presenceTimeoutMs: number;
  clock: () => Date;
}

/** What is known of a chat without reading its transcript or checking whether its customer is online. */
export const chatFacts = (chat: Chat, titleOf: DeskStateParts['titleOf']): Omit<DeskChat, 'lastWords'> => ({
  reference: chat.reference,
  state: chat.state,
  userId: chat.userId,
  name: chat.name === undefined ? null : plainName(chat.name),
  channel: chat.channelId,
  locale: chat.locale ?? null,
  topic: chat.intent === undefined ? null : (titleOf(chat.intent) ?? chat.intent),
  models: [...chat.models],
  mood: chat.mood ?? null,
  reason: chat.reason,
  requestedAt: chat.requestedAt.toISOString(),
  claimedAt: chat.claimedAt?.toISOString() ?? null,
  isPresent: null,
  isOverdue: chat.overdueAt !== undefined,
  hasPriority: chat.hasPriority,
  agent: chat.agent ?? null,
  preferredAgent: chat.preferredAgent?.name ?? null,
  tags: [...chat.tags],
});

/** A chat as lists show it. @param known by conversation id */
export const shownChat = (
  chat: Chat,
  titleOf: DeskStateParts['titleOf'],
  { lastWords, present }: { lastWords: ReadonlyMap<string, string>; present: ReadonlyMap<string, boolean> },
): DeskChat => ({
  ...chatFacts(chat, titleOf),
  lastWords: lastWords.get(chat.conversationId) ?? null,
  isPresent: present.get(chat.conversationId) ?? null,
});

/** Reads the state that all desks show. */
export async function readDeskState(parts: DeskStateParts): Promise<DeskState> {
  const { store, presences, readLastWords, readPresence, titleOf, limit, presenceTimeoutMs, clock } = parts;
  const [waiting, connected, all, tickets, cannedReplies] = await Promise.all([
    store.chats.waiting(),
    store.chats.connected(),
    presences.list(),
    store.ticketFigures(),
    store.cannedReplies.version(),
  ]);
  const ids = [...waiting, ...connected].map((chat) => chat.conversationId);
  const [lastWords, present] = await Promise.all([readLastWords(ids), readPresence(ids)]);
  const moment = { now: clock(), presenceTimeoutMs };
  return {
    waiting: waiting.map((chat) => shownChat(chat, titleOf, { lastWords, present })),
    connected: connected.map((chat) => shownChat(chat, titleOf, { lastWords, present })),
    agents: all
      .filter((presence) => isPresent(presence, moment))
      .map(({ agent, availability, viewing }) => ({
        ...agent,
        availability,
        chats: connected.filter((chat) => chat.agent?.id === agent.id).length,
        viewing: viewing ?? null,
      })),
    limit,
    tickets: {
      open: tickets.open,
      assigned: Object.fromEntries(tickets.assigned),
      undelivered: tickets.undelivered,
      changes: tickets.changedAt,
    },
    cannedReplies,
  };
}
