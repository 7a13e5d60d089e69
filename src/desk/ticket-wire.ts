import { z } from 'zod';
import { ticketStates } from '#handoff/ticket.ts';
import { shownActivity } from '#streams/activity-set.ts';

/** The part of the contract between the desk's server and its page that is about tickets. See `wire.ts`. */

const isoTime = z.string().describe('ISO 8601.');
const person = z.object({ id: z.string(), name: z.string() });

/** A message that a customer left for later. */
export const deskTicket = z
  .object({
    reference: z.string(),
    createdAt: isoTime,
    changedAt: isoTime.describe('When the ticket, its notes or its assignee last changed.'),
    state: z.enum(ticketStates),
    name: z.string(),
    email: z.string().nullable(),
    text: z.string(),
    topic: z.string().nullable(),
    models: z.array(z.string()),
    channel: z.string(),
    assignee: person.nullable().describe('The agent who looks after it.'),
    undelivered: z.array(z.string()).describe('Where it was forwarded to but never arrived.'),
  })
  .meta({ id: 'DeskTicket' });
export type DeskTicket = z.infer<typeof deskTicket>;

/** The lists of tickets: those without a reply; the agent's own that are still open; all. */
export const ticketViews = ['open', 'mine', 'all'] as const;
export type DeskTicketView = (typeof ticketViews)[number];

/** One page of a list of tickets. */
export const deskTicketPage = z
  .object({
    tickets: z.array(deskTicket).describe('Newest first.'),
    next: z.string().nullable().describe('Ask with this as `after` for the next page; null at the end.'),
  })
  .meta({ id: 'DeskTicketPage' });
export type DeskTicketPage = z.infer<typeof deskTicketPage>;

/** A note that only agents see. */
const deskNote = z.object({ id: z.string(), agentName: z.string(), text: z.string(), at: isoTime });

/** A ticket with its conversation. */
export const deskTicketDetail = deskTicket
  .extend({
    repliesBy: z
      .array(z.enum(['chat', 'e-mail']))
      .describe('How a reply reaches the customer: both ways if both are available.'),
    userId: z.string(),
    notes: z.array(deskNote).describe('Oldest first.'),
    activities: z.array(shownActivity).describe("As the customer's client gets them, oldest first."),
  })
  .meta({ id: 'DeskTicketDetail' });
export type DeskTicketDetail = z.infer<typeof deskTicketDetail>;

/** What every desk knows about tickets without asking; see `DeskState`. */
export const deskTicketFigures = z.object({
  open: z.number().describe('Without a reply.'),
  assigned: z
    .record(z.string(), z.number())
    .describe('Not closed, by the id of the agent who looks after them.'),
  undelivered: z.number().describe('Deliveries that were given up.'),
  changes: z.number().describe('Grows with each change of any ticket: fetch lists again.'),
});

/** Somebody a ticket can be assigned to. */
export const deskColleague = person.meta({ id: 'DeskColleague' });
export type DeskColleague = z.infer<typeof deskColleague>;
