import { z } from 'zod';
import type { Chat } from '#handoff/chat.ts';
import { channelOf } from '#handoff/conversation-key.ts';
import { excerptOf } from '#text/excerpt.ts';
import { plainName } from '#text/plain-name.ts';
import { agentRoute } from '../desk-route.ts';
import { conversationOf, which } from '../which-conversation.ts';
import { type DeskCustomer, deskCustomer } from './wire.ts';

/** Applies to chats, tickets and conversations separately. */
const MAX = 20;

const read = agentRoute(
  {
    method: 'get',
    path: '/desk/api/customer',
    summary: 'Shows a customer: where they are, and their earlier conversations.',
    query: { schema: z.object(which) },
    gives: deskCustomer,
  },
  (context) =>
    async (_agent, { query }): Promise<DeskCustomer> => {
      const { store, facts, readPresence } = context;
      const { id, userId, userName } = await conversationOf(context, query());
      const [visit, history, present] = await Promise.all([
        store.visits.find(id),
        store.customerHistory(userId, MAX),
        readPresence([id]),
      ]);
      const { chats, tickets, conversations } = history;
      const newest = chats.find(({ conversationId }) => conversationId === id) ?? chats[0];
      // Only customers in open chats are watched.
      const isInChat = chats.some(({ conversationId, state }) => conversationId === id && state !== 'closed');
      const name = newest?.name ?? userName;
      return {
        userId,
        conversationId: id,
        name: name === undefined ? null : plainName(name),
        channel: channelOf(id),
        isPresent: isInChat ? (present.get(id) ?? null) : null,
        page: visit?.page ?? null,
        referrer: visit?.referrer ?? null,
        language: visit?.language ?? newest?.locale ?? null,
        browser: visit?.browser ?? null,
        timeZone: newest?.timeZone ?? null,
        devices: facts.devicesOf([...new Set(chats.flatMap(({ models }) => models))]),
        tags: [...new Set(chats.flatMap(({ tags }) => tags))],
        chats: chats.map((chat) => shownChat(chat, facts.titleOf)),
        tickets: tickets.map(({ ticket, state }) => ({
          reference: ticket.reference,
          createdAt: ticket.createdAt.toISOString(),
          state,
          text: excerptOf(ticket.text),
        })),
        conversations: conversations.map(({ id: each, createdAt }) => ({
          id: each,
          startedAt: createdAt.toISOString(),
        })),
      };
    },
);

const shownChat = (
  { reference, state, requestedAt, agent, intent, outcome, stars, comment }: Chat,
  titleOf: (intent: string) => string | undefined,
): DeskCustomer['chats'][number] => ({
  reference,
  state,
  requestedAt: requestedAt.toISOString(),
  agent: agent?.name ?? null,
  topic: intent === undefined ? null : (titleOf(intent) ?? null),
  outcome: outcome ?? null,
  stars: stars ?? null,
  comment: comment ?? null,
});

/** What is known about customers. */
export const customerRoutes = [read];
