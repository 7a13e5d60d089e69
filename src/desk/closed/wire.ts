import { z } from 'zod';
import { chatOutcomes } from '#handoff/chat.ts';
import { shownActivity } from '#streams/activity-set.ts';
import { deskChat, isoTime } from '../wire.ts';

/** Part of the contract between the desk's server and its page: chats that are over, and whole conversations. */

const ending = {
  closedAt: isoTime.nullable(),
  end: z
    .enum(['customer', 'agent', 'bot', 'idle', 'nobody'])
    .nullable()
    .describe('Who or what ended it: one side, the hand-over to the bot, silence, or that no agent came.'),
  outcome: z.enum(chatOutcomes).nullable(),
  stars: z.number().nullable().describe("The customer's rating, 1 (bad) to 5 (very good)."),
  comment: z.string().nullable().describe('What the customer wrote with the rating.'),
};

/** A closed chat. */
const closedChat = deskChat
  .extend({ ...ending, lastWords: z.string().nullable().describe('What the customer last said in it.') })
  .meta({ id: 'ClosedChat' });
export type ClosedChat = z.infer<typeof closedChat>;

/** A page of closed chats, most recently closed first. */
export const closedChats = z.object({
  chats: z.array(closedChat),
  next: z.string().nullable().describe('Send it as `after` for the next page; null on the last one.'),
});
export type ClosedChatPage = z.infer<typeof closedChats>;

/** What closed chats can be filtered by. */
export const closedChatChoices = z.object({
  agents: z.array(z.object({ id: z.string(), name: z.string() })),
  tags: z.array(z.string()),
  models: z.array(z.string()),
});
export type ClosedChatChoices = z.infer<typeof closedChatChoices>;

/** A chat within a conversation, open or closed, with its notes. */
const conversationChat = deskChat
  .omit({ lastWords: true })
  .extend({
    ...ending,
    notes: z.array(z.object({ id: z.string(), agentName: z.string(), text: z.string(), at: isoTime })),
  })
  .meta({ id: 'ConversationChat' });
export type ConversationChat = z.infer<typeof conversationChat>;

/** A whole conversation, including one that no agent took part in. */
export const deskConversation = z
  .object({
    id: z.string(),
    userId: z.string(),
    name: z.string().nullable().describe('What the channel calls the customer.'),
    channel: z.string(),
    locale: z.string().nullable().describe('BCP 47.'),
    startedAt: isoTime,
    chats: z.array(conversationChat).describe('Oldest first.'),
    activities: z
      .array(shownActivity)
      .describe("The newest, or those before `before`; as the customer's client gets them, oldest first."),
    earlier: z.string().nullable().describe('Send it as `before` for what came earlier; null at the start.'),
    canMail: z.boolean().describe('The transcript can be sent by e-mail.'),
  })
  .meta({ id: 'DeskConversation' });
export type DeskConversation = z.infer<typeof deskConversation>;

/** A conversation as a text file, without anything that only agents may see. */
export const conversationText = z.object({ fileName: z.string(), text: z.string() });
