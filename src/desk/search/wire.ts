import { z } from 'zod';
import { isoTime } from '../wire.ts';

/** Part of the contract between the desk's server and its page: the search. */

/** A conversation that the search found. */
const foundConversation = z
  .object({
    id: z.string().describe('The id of the conversation.'),
    userId: z.string().describe("The channel's id for the customer."),
    name: z.string().nullable().describe('What the channel calls the customer.'),
    channel: z.string(),
    chat: z
      .object({ reference: z.string(), state: z.enum(['waiting', 'connected', 'closed']) })
      .nullable()
      .describe('Its newest chat with a person; null where only the bot answered.'),
    at: isoTime.describe('When it was said. ISO 8601.'),
    speaker: z.enum(['customer', 'bot', 'agent']),
    agent: z.string().nullable().describe('The name of the agent who said it.'),
    snippet: z
      .array(z.object({ text: z.string(), isMatch: z.boolean() }))
      .describe('The words around the match, in order.'),
  })
  .meta({ id: 'FoundConversation' });
export type FoundConversation = z.infer<typeof foundConversation>;

/** A page of search results, newest first. A long conversation may appear again on a later page. */
export const searchResults = z.object({
  results: z.array(foundConversation),
  next: z.string().nullable().describe('Send it as `before` for the next page; null on the last one.'),
});
export type SearchResults = z.infer<typeof searchResults>;
