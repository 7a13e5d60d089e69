import { HttpProblem } from '#http/problem.ts';
import type { TicketReport } from '#store/tickets.ts';
import { plainName } from '#text/plain-name.ts';
import type { DeskContext } from './desk-context.ts';
import type { DeskTicket, DeskTicketDetail } from './ticket-wire.ts';

export const noSuchTicket = (): HttpProblem =>
  new HttpProblem(404, 'NotFound', 'This message no longer exists.');

/** A ticket as lists show it. @param titleOf the title of an intent, for people */
export const shownTicket = (
  { ticket, state, assignee, changedAt, deliveries }: TicketReport,
  titleOf: (intent: string) => string | undefined,
): DeskTicket => ({
  reference: ticket.reference,
  createdAt: ticket.createdAt.toISOString(),
  changedAt: changedAt.toISOString(),
  state,
  name: plainName(ticket.name),
  email: ticket.email ?? null,
  text: ticket.text,
  topic: ticket.intent === undefined ? null : (titleOf(ticket.intent) ?? ticket.intent),
  models: [...ticket.models],
  channel: ticket.channelId,
  assignee: assignee ?? null,
  undelivered: deliveries.filter((each) => each.state === 'dead').map(({ target }) => target),
});

/** @throws {HttpProblem} 404 */
export async function reportOf({ store }: DeskContext, reference: string): Promise<TicketReport> {
  const report = await store.tickets.report(reference);
  if (report === undefined) throw noSuchTicket();
  return report;
}

/** How a reply can reach the customer now; both ways if both can. */
export async function waysToReply(
  { store, canChat, mails }: DeskContext,
  { ticket }: TicketReport,
): Promise<DeskTicketDetail['repliesBy']> {
  const isThere = (await store.conversations.find(ticket.conversationId)) !== undefined;
  return [
    ...(isThere && (await canChat(ticket)) ? (['chat'] as const) : []),
    ...(ticket.email !== undefined && mails !== undefined ? (['e-mail'] as const) : []),
  ];
}
