import { z } from 'zod';
import { isoTime } from '../wire.ts';

/** Part of the contract between the desk's server and its page: what is known about a customer. */

const rating = {
  stars: z.number().nullable(),
  comment: z.string().nullable(),
};

export const deskCustomer = z
  .object({
    userId: z.string(),
    conversationId: z.string().describe('The conversation that was asked about.'),
    name: z.string().nullable(),
    channel: z.string(),
    isPresent: z
      .boolean()
      .nullable()
      .describe(
        'Whether their browser shows the conversation now; null if unknown, and outside an open chat.',
      ),
    page: z.string().nullable().describe('The page they are on, without its query.'),
    referrer: z.string().nullable().describe('The page that led them to the site.'),
    language: z.string().nullable().describe('BCP 47.'),
    browser: z.string().nullable(),
    timeZone: z.string().nullable().describe('IANA name.'),
    devices: z
      .array(z.object({ model: z.string(), status: z.string() }))
      .describe('The models they asked about, with their patch status.'),
    tags: z.array(z.string()).describe('Of all their chats.'),
    chats: z
      .array(
        z.object({
          reference: z.string(),
          state: z.enum(['waiting', 'connected', 'closed']),
          requestedAt: isoTime,
          agent: z.string().nullable(),
          topic: z.string().nullable(),
          outcome: z.enum(['solved', 'follow-up', 'unsolved']).nullable(),
          ...rating,
        }),
      )
      .describe('Newest first.'),
    tickets: z
      .array(
        z.object({
          reference: z.string(),
          createdAt: isoTime,
          state: z.enum(['open', 'replied', 'closed']),
          text: z.string().describe('The beginning of the message.'),
        }),
      )
      .describe('Newest first.'),
    conversations: z
      .array(z.object({ id: z.string(), startedAt: isoTime }))
      .describe('Newest first, this one included.'),
  })
  .meta({ id: 'DeskCustomer' });
export type DeskCustomer = z.infer<typeof deskCustomer>;
