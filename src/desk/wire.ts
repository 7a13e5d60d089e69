import { z } from 'zod';
import { roles } from '#store/roles.ts';
import { shownActivity } from '#streams/activity-set.ts';
import { deskTicketFigures } from './ticket-wire.ts';

/**
 * The contract between the desk's server and its page. The server describes its routes with these schemas; browsers
 * import only the types.
 */

/** A success with nothing to return. */
export const nothing = z.object({});

/** A time on the wire. */
export const isoTime = z.string().describe('ISO 8601.');

/** The signed-in agent. */
export const deskAgent = z
  .object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(roles) })
  .meta({ id: 'DeskAgent' });
export type DeskAgent = z.infer<typeof deskAgent>;

/** The ways to sign in other than with a password. */
export const deskSignInWays = z.object({
  oidc: z.string().nullable().describe('Name of the OpenID Connect provider; null where none is set up.'),
});
export type DeskSignInWays = z.infer<typeof deskSignInWays>;

/** How an account is linked to Teams. */
export const deskTeamsLink = z
  .object({
    hasApp: z.boolean().describe('The bot is an app in Teams.'),
    isLinked: z.boolean().describe('The account is linked to a Teams user.'),
    hasChannel: z.boolean().describe('Requests are posted to a channel.'),
  })
  .meta({ id: 'DeskTeamsLink' });
export type DeskTeamsLink = z.infer<typeof deskTeamsLink>;

/** A one-time code that links an account to a Teams user. */
export const deskTeamsCode = z.object({ code: z.string(), expiresAt: isoTime });
export type DeskTeamsCode = z.infer<typeof deskTeamsCode>;

/** A chat with an agent, as lists show it. */
export const deskChat = z
  .object({
    reference: z.string(),
    state: z.enum(['waiting', 'connected', 'closed']),
    userId: z.string().describe("The channel's id for the customer."),
    name: z.string().nullable().describe('What the channel calls the customer.'),
    lastWords: z
      .string()
      .nullable()
      .describe('The beginning of what the customer wrote last; null if they wrote nothing.'),
    channel: z.string(),
    locale: z.string().nullable().describe('BCP 47.'),
    topic: z.string().nullable().describe('Title of the question last answered.'),
    models: z.array(z.string()),
    mood: z.enum(['upset']).nullable(),
    reason: z.enum(['asked', 'offered']),
    requestedAt: isoTime,
    claimedAt: isoTime.nullable(),
    isOverdue: z.boolean().describe('It has been waiting for too long.'),
    hasPriority: z.boolean(),
    isPresent: z
      .boolean()
      .nullable()
      .describe('Whether the customer still has the conversation open; null if unknown.'),
    agent: z.object({ id: z.string(), name: z.string() }).nullable(),
    preferredAgent: z.string().nullable().describe('The agent the customer talked to recently.'),
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
    chats: z.number().describe('How many chats they have.'),
    viewing: z.string().nullable().describe('Reference of the chat they are looking at.'),
  })
  .meta({ id: 'DeskPresence' });

/**
 * Who is waiting, who is chatting with whom, who is at the desk, and what else has changed. Sent in full on every
 * change.
 */
export const deskState = z
  .object({
    waiting: z.array(deskChat),
    connected: z.array(deskChat),
    agents: z.array(deskPresence),
    limit: z.number().describe('Chats that an agent may have at once.'),
    tickets: deskTicketFigures,
    cannedReplies: z
      .number()
      .describe('The version of the canned replies: fetch them again when it changes.'),
  })
  .meta({ id: 'DeskState' });
export type DeskState = z.infer<typeof deskState>;

/** A chat's activities since a watermark, as its stream would carry them. */
const deskChatUpdates = z
  .object({
    reference: z.string(),
    activities: z.array(shownActivity).describe('Oldest first.'),
    watermark: z.string().describe('Send it with the next request, even when there is nothing new.'),
    isMore: z.boolean().describe('There is more to read: ask again at once.'),
  })
  .meta({ id: 'DeskChatUpdates' });
export type DeskChatUpdates = z.infer<typeof deskChatUpdates>;

/**
 * The desk by polling, for proxies that block WebSockets. Typing is not included. 401 `NotSignedIn` means the same as
 * the sockets' close code 4401.
 */
export const deskUpdates = z.object({
  cursor: z.string(),
  state: deskState.nullable().describe('Null if unchanged since the cursor.'),
  chats: z.array(deskChatUpdates).describe('Chats that no longer exist are left out.'),
});
export type DeskUpdates = z.infer<typeof deskUpdates>;

/** The outcome that an agent gives a chat. */
export type DeskOutcome = 'solved' | 'follow-up' | 'unsolved';

/** A chat with everything that an agent needs besides the transcript. */
export const deskChatDetail = deskChat
  .extend({
    devices: z
      .array(z.object({ model: z.string(), status: z.string() }))
      .describe("The customer's models with their patch status."),
    notes: z.array(z.object({ id: z.string(), agentName: z.string(), text: z.string(), at: isoTime })),
  })
  .meta({ id: 'DeskChatDetail' });
export type DeskChatDetail = z.infer<typeof deskChatDetail>;

/**
 * An agent's message: `markdown` only for unchanged text from the knowledge or a canned reply. With files it goes to
 * `/upload` instead of `/messages`, as one part of the body.
 */
export interface DeskMessage {
  text: string;
  textFormat: 'plain' | 'markdown';
  /** The same for every retry, so that the server stores the message only once. */
  clientId: string;
}

/** An answer from the knowledge that may fit the customer's last message. */
export const deskSuggestion = z.object({ title: z.string(), text: z.string().describe('Markdown.') });
export type DeskSuggestion = z.infer<typeof deskSuggestion>;

/** A canned reply; `{customer}`, `{agent}` and `{reference}` are placeholders. */
export const deskCannedReply = z
  .object({ id: z.string(), title: z.string(), text: z.string().describe('Markdown.') })
  .meta({ id: 'DeskCannedReply' });
export type DeskCannedReply = z.infer<typeof deskCannedReply>;
