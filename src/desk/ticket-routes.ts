import { z } from 'zod';
import { badArgument, HttpProblem } from '#http/problem.ts';
import type { TicketReport } from '#store/tickets.ts';
import type { ShownActivity } from '#streams/activity-set.ts';
import { plainName } from '#text/plain-name.ts';
import { withUploadUrls } from '#uploads/upload-address.ts';
import type { DeskContext } from './desk-context.ts';
import { agentRoute } from './desk-route.ts';
import { deskTicket, type DeskTicket, deskTicketDetail, nothing } from './wire.ts';

const PAGE = 500;
const MOST = 200;

const answer = z
  .object({
    text: z.string().trim().min(1).max(4000),
    clientId: z
      .string()
      .min(8)
      .max(100)
      .describe('Made by the desk for each reply; a repeat with the same id is stored once.'),
  })
  .meta({ examples: [{ text: 'hello', clientId: 'a-client-id' }] });

const notFound = (): HttpProblem => new HttpProblem(404, 'NotFound', 'This message no longer exists.');

const asListed = ({ ticket, state, deliveries }: TicketReport): DeskTicket => ({
  reference: ticket.reference,
  createdAt: ticket.createdAt.toISOString(),
  state,
  name: plainName(ticket.name),
  email: ticket.email ?? null,
  text: ticket.text,
  topic: ticket.intent ?? null,
  models: [...ticket.models],
  channel: ticket.channelId,
  undelivered: deliveries.filter((each) => each.state === 'dead').map(({ target }) => target),
});

/** @throws {HttpProblem} 404 */
async function reportOf({ store }: DeskContext, reference: string): Promise<TicketReport> {
  const report = await store.tickets.report(reference);
  if (report === undefined) throw notFound();
  return report;
}

const canMail = ({ mails }: DeskContext, { ticket }: TicketReport): boolean =>
  ticket.email !== undefined && mails !== undefined;

const list = agentRoute(
  {
    method: 'get',
    path: '/desk/api/tickets',
    summary: 'Lists the tickets that customers left, newest first.',
    gives: z.array(deskTicket),
  },
  ({ store }) =>
    async () =>
      (await store.tickets.newest(MOST)).map(asListed),
);

const read = agentRoute(
  {
    method: 'get',
    path: '/desk/api/tickets/:reference',
    summary: 'Shows a ticket with its conversation.',
    gives: deskTicketDetail,
  },
  (context) =>
    async (_agent, { request, params }) => {
      const { conversations, transcript } = context.store;
      const report = await reportOf(context, params.reference);
      const { conversationId, userId } = report.ticket;
      const conversation = await conversations.find(conversationId);
      // The newest activities of a long conversation: the ticket and the reply are about those.
      const from = Math.max(0, (conversation?.lastSeq ?? 0) - PAGE);
      const page = await transcript.after(conversationId, from, PAGE);
      const base = context.location.baseUrlOf(request);
      return {
        ...asListed(report),
        repliesBy: [
          ...(conversation === undefined ? [] : (['chat'] as const)),
          ...(canMail(context, report) ? (['e-mail'] as const) : []),
        ],
        userId,
        activities: page
          .filter(({ hidden }) => !hidden)
          .map(({ body }) => JSON.parse(withUploadUrls(body, base)) as ShownActivity),
      };
    },
);

const reply = agentRoute(
  {
    method: 'post',
    path: '/desk/api/tickets/:reference/reply',
    summary: 'Answers the customer, in the chat and by e-mail, whichever reaches them.',
    body: { schema: answer, refuse: () => badArgument('A reply needs 1 to 4,000 characters.') },
    gives: nothing,
  },
  (context) =>
    async (agent, { params: { reference }, body }) => {
      const { store, sayAs, mails, clock, note } = context;
      const { text, clientId } = await body();
      const report = await reportOf(context, reference);
      const { conversationId } = report.ticket;
      const isSaid = await sayAs(agent, { conversationId, text, clientId });
      if (canMail(context, report)) {
        await store.tickets.mailReply(reference, clientId, { agentName: agent.name, text }, clock());
        mails?.();
      } else if (!isSaid)
        throw new HttpProblem(
          409,
          'CannotReply',
          'You cannot reply to this customer here; write an e-mail instead.',
        );
      await store.tickets.setState(reference, 'replied');
      await note(agent, 'replied', reference);
      return {};
    },
);

const close = agentRoute(
  {
    method: 'post',
    path: '/desk/api/tickets/:reference/close',
    summary: 'Closes a ticket.',
    gives: nothing,
  },
  ({ store, note }) =>
    async (agent, { params: { reference } }) => {
      if (!(await store.tickets.setState(reference, 'closed'))) throw notFound();
      await note(agent, 'closed', reference);
      return {};
    },
);

/** What agents do with tickets. */
export const ticketRoutes = [list, read, reply, close];
