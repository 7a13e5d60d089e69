import { z } from 'zod';
import { shownActivity } from '#streams/activity-set.ts';

/**
 * What the desk's server and its page tell each other. The server describes its routes by these schemas; browsers import
 * the types alone.
 */

/** Done, and nothing to say about it. */
export const nothing = z.object({});

const isoTime = z.string().describe('ISO 8601.');

/** Who is signed in. */
export const deskAgent = z
  .object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(['agent', 'supervisor']) })
  .meta({ id: 'DeskAgent' });
export type DeskAgent = z.infer<typeof deskAgent>;

/** How one can sign in beside with a password. */
export const deskSignInWays = z.object({
  oidc: z.string().nullable().describe('Name of the OpenID Connect provider; null where none is set up.'),
});
export type DeskSignInWays = z.infer<typeof deskSignInWays>;

/** How an account stands with Teams. */
export const deskTeamsLink = z
  .object({
    hasApp: z.boolean().describe('The bot is an app in Teams.'),
    isLinked: z.boolean().describe('The account is linked to a Teams user.'),
    hasChannel: z.boolean().describe('Requests are posted to a channel.'),
  })
  .meta({ id: 'DeskTeamsLink' });
export type DeskTeamsLink = z.infer<typeof deskTeamsLink>;

/** What ties an account to a Teams user, once. */
export const deskTeamsCode = z.object({ code: z.string(), expiresAt: isoTime });
export type DeskTeamsCode = z.infer<typeof deskTeamsCode>;

/** A message that a customer left. */
export const deskTicket = z
  .object({
    reference: z.string(),
    createdAt: isoTime,
    state: z.enum(['open', 'replied', 'closed']),
    name: z.string(),
    email: z.string().nullable(),
    text: z.string(),
    topic: z.string().nullable(),
    models: z.array(z.string()),
    channel: z.string(),
    undelivered: z.array(z.string()).describe('Where it was sent on to and never arrived.'),
  })
  .meta({ id: 'DeskTicket' });
export type DeskTicket = z.infer<typeof deskTicket>;

/** The same with the conversation in which it was left. */
export const deskTicketDetail = deskTicket
  .extend({
    repliesBy: z
      .array(z.enum(['chat', 'e-mail']))
      .describe('How an answer reaches the customer: both ways where both are there.'),
    userId: z.string(),
    activities: z.array(shownActivity).describe("As the customer's client gets them, oldest first."),
  })
  .meta({ id: 'DeskTicketDetail' });
export type DeskTicketDetail = z.infer<typeof deskTicketDetail>;

/** Who did what. */
export const deskAuditEntry = z
  .object({ at: isoTime, actor: z.string(), action: z.string(), target: z.string() })
  .meta({ id: 'DeskAuditEntry' });
export type DeskAuditEntry = z.infer<typeof deskAuditEntry>;

/** A chat with a person, as lists show it. */
export const deskChat = z
  .object({
    reference: z.string(),
    state: z.enum(['waiting', 'connected', 'closed']),
    name: z.string().nullable().describe('What the channel calls the customer.'),
    channel: z.string(),
    locale: z.string().nullable().describe('BCP 47.'),
    topic: z.string().nullable().describe('The question last answered, as its title.'),
    models: z.array(z.string()),
    mood: z.enum(['upset']).nullable(),
    reason: z.enum(['asked', 'offered']),
    requestedAt: isoTime,
    claimedAt: isoTime.nullable(),
    isOverdue: z.boolean().describe('It waits for too long already.'),
    hasPriority: z.boolean(),
    agent: z.object({ id: z.string(), name: z.string() }).nullable(),
    preferredAgent: z.string().nullable().describe('The agent whom the customer talked to shortly before.'),
    tags: z.array(z.string()),
  })
  .meta({ id: 'DeskChat' });
export type DeskChat = z.infer<typeof deskChat>;

export const deskAvailability = z.enum(['available', 'busy', 'away']);
export type DeskAvailability = z.infer<typeof deskAvailability>;

/** An agent at the desk. */
const deskPresence = z
  .object({
    id: z.string(),
    name: z.string(),
    availability: deskAvailability,
    chats: z.number().describe('How many they have.'),
    viewing: z.string().nullable().describe('The reference of the chat that they look at.'),
  })
  .meta({ id: 'DeskPresence' });

/** Who waits, who is with whom, and who is there: sent whole whenever some of it changes. */
export const deskState = z
  .object({
    waiting: z.array(deskChat),
    connected: z.array(deskChat),
    agents: z.array(deskPresence),
    limit: z.number().describe('Chats that an agent may have at once.'),
  })
  .meta({ id: 'DeskState' });
export type DeskState = z.infer<typeof deskState>;

/** A chat's news since a watermark, as its stream would carry them. */
const deskChatUpdates = z
  .object({
    reference: z.string(),
    activities: z.array(shownActivity).describe('Oldest first.'),
    watermark: z.string().describe('Send it with the next request, also when nothing was said.'),
    isMore: z.boolean().describe('The transcript goes on: ask again at once.'),
  })
  .meta({ id: 'DeskChatUpdates' });
export type DeskChatUpdates = z.infer<typeof deskChatUpdates>;

/**
 * The desk by polling, where a proxy lets no WebSocket through. Typing does not come this way. 401 `NotSignedIn` means
 * what the sockets' close code 4401 means.
 */
export const deskUpdates = z.object({
  cursor: z.string(),
  state: deskState.nullable().describe('Null: as it was at the cursor.'),
  chats: z.array(deskChatUpdates).describe('A chat that does not exist any more is left out.'),
});
export type DeskUpdates = z.infer<typeof deskUpdates>;

/** What an agent says a chat came to. */
export type DeskOutcome = 'solved' | 'follow-up' | 'unsolved';

/** A chat with all that an agent should know beside what was said. */
export const deskChatDetail = deskChat
  .extend({
    userId: z.string(),
    devices: z
      .array(z.object({ model: z.string(), status: z.string() }))
      .describe("The customer's models with their patch status."),
    notes: z.array(z.object({ id: z.string(), agentName: z.string(), text: z.string(), at: isoTime })),
  })
  .meta({ id: 'DeskChatDetail' });
export type DeskChatDetail = z.infer<typeof deskChatDetail>;

/**
 * What an agent says: `markdown` only where the words came from the knowledge or a written reply, unchanged. With files it
 * goes to `/upload` instead of `/messages`, as a part beside them.
 */
export interface DeskMessage {
  text: string;
  textFormat: 'plain' | 'markdown';
  /** The same at each try: the server has it once. */
  clientId: string;
}

/** An answer of the knowledge that may fit the customer's last message. */
export const deskSuggestion = z.object({ title: z.string(), text: z.string().describe('Markdown.') });
export type DeskSuggestion = z.infer<typeof deskSuggestion>;

/** A reply that is written already; `{customer}`, `{agent}` and `{reference}` stand for what they name. */
export const deskCannedReply = z.object({ title: z.string(), text: z.string().describe('Markdown.') });
export type DeskCannedReply = z.infer<typeof deskCannedReply>;
