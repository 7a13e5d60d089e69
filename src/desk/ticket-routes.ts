import { z } from 'zod';
import { badArgument, HttpProblem } from '#http/problem.ts';
import { single } from '#http/query.ts';
import type { Agent } from '#store/agents.ts';
import type { TicketChange, TicketView } from '#store/tickets.ts';
import type { ShownActivity } from '#streams/activity-set.ts';
import { withUploadUrls } from '#uploads/upload-address.ts';
import { clientId, messageText } from './chat-parts.ts';
import type { DeskContext } from './desk-context.ts';
import { agentRoute } from './desk-route.ts';
import { fromPlace, toPlace } from './page-place.ts';
import { waysToReply, noSuchTicket, reportOf, shownTicket } from './ticket-parts.ts';
import {
  deskColleague,
  deskTicket,
  type DeskTicket,
  deskTicketDetail,
  deskTicketPage,
  ticketViews,
} from './ticket-wire.ts';

/** In a long conversation, only the newest activities: the ticket and the reply are about those. */
const ACTIVITIES = 500;
const PAGE = 50;

const asked = z.object({
  view: single(
    z
      .string()
      .max(20)
      .describe(`${ticketViews.join(', ')}; all by default.`),
  ),
  after: single(z.string().max(200).describe('`next` of the page before.')),
});
const assignSchema = z
  .object({ agentId: z.string().max(100).nullable().describe('Null for nobody.') })
  .meta({ examples: [{ agentId: null }] });
const noteSchema = z
  .object({ text: messageText.min(1), clientId })
  .meta({ examples: [{ text: 'a note', clientId: 'a-client-id' }] });

/** @throws {HttpProblem} 400 */
function viewOf(name: string | undefined, agent: Agent): TicketView {
  const view = z.enum(ticketViews).default('all').safeParse(name);
  if (!view.success) throw badArgument(`"view" is one of ${ticketViews.join(', ')}.`);
  return view.data === 'mine' ? { of: 'mine', agentId: agent.id } : { of: view.data };
}

const list = agentRoute(
  {
    method: 'get',
    path: '/desk/api/tickets',
    summary: 'Lists the tickets that customers left, newest first.',
    query: { schema: asked, refuse: () => badArgument('Ask with "view" and "after".') },
    gives: deskTicketPage,
  },
  ({ store, facts }) =>
    async (agent, { query }) => {
      const { view, after } = query();
      const place = fromPlace(after);
      const reports = await store.tickets.list(viewOf(view, agent), {
        most: PAGE + 1,
        after: place && { createdAt: place.at, reference: place.key },
      });
      const shown = reports.slice(0, PAGE);
      const last = reports.length > PAGE ? shown.at(-1)?.ticket : undefined;
      return {
        tickets: shown.map((report) => shownTicket(report, facts.titleOf)),
        next: last === undefined ? null : toPlace(last.createdAt, last.reference),
      };
    },
);

const read = agentRoute(
  {
    method: 'get',
    path: '/desk/api/tickets/:reference',
    summary: 'Shows a ticket with its notes and its conversation.',
    gives: deskTicketDetail,
  },
  (context) =>
    async (_agent, { request, params: { reference } }) => {
      const { store, facts, location } = context;
      const report = await reportOf(context, reference);
      const { conversationId, userId } = report.ticket;
      const conversation = await store.conversations.find(conversationId);
      const from = Math.max(0, (conversation?.lastSeq ?? 0) - ACTIVITIES);
      const [page, notes] = await Promise.all([
        store.transcript.after(conversationId, from, ACTIVITIES),
        store.tickets.notes(reference),
      ]);
      const base = location.baseUrlOf(request);
      return {
        ...shownTicket(report, facts.titleOf),
        repliesBy: await waysToReply(context, report),
        userId,
        notes: notes.map((note) => ({ ...note, at: note.at.toISOString() })),
        activities: page
          .filter(({ hidden }) => !hidden)
          .map(({ body }) => JSON.parse(withUploadUrls(body, base)) as ShownActivity),
      };
    },
);

/** @throws {HttpProblem} 404 */
async function changed(context: DeskContext, reference: string, change: TicketChange): Promise<DeskTicket> {
  const { store, clock, facts } = context;
  if (!(await store.tickets.change(reference, change, clock()))) throw noSuchTicket();
  return shownTicket(await reportOf(context, reference), facts.titleOf);
}

const close = agentRoute(
  {
    method: 'post',
    path: '/desk/api/tickets/:reference/close',
    summary: 'Closes a ticket.',
    gives: deskTicket,
  },
  (context) =>
    async (agent, { params: { reference } }) => {
      const ticket = await changed(context, reference, { kind: 'closed' });
      await context.note(agent, 'closed', reference);
      return ticket;
    },
);

const reopen = agentRoute(
  {
    method: 'post',
    path: '/desk/api/tickets/:reference/reopen',
    summary: 'Reopens a closed ticket, as replied if it has a reply.',
    gives: deskTicket,
  },
  (context) =>
    async (agent, { params: { reference } }) => {
      const ticket = await changed(context, reference, { kind: 'reopened' });
      await context.note(agent, 'reopened', reference);
      return ticket;
    },
);

const assign = agentRoute(
  {
    method: 'post',
    path: '/desk/api/tickets/:reference/assign',
    summary: 'Assigns a ticket to an agent, or to nobody.',
    body: { schema: assignSchema },
    gives: deskTicket,
  },
  (context) =>
    async (agent, { params: { reference }, body }) => {
      const { agentId } = await body();
      const to = agentId === null ? undefined : await context.store.accounts.find(agentId);
      if (agentId !== null && (to === undefined || to.disabled))
        throw new HttpProblem(409, 'Absent', 'This colleague no longer has an active account.');
      const ticket = await changed(context, reference, {
        kind: 'assigned',
        to: to && { id: to.id, name: to.name },
      });
      if (to === undefined) await context.note(agent, 'unassigned', reference);
      else await context.note(agent, 'assigned', reference, to.name);
      return ticket;
    },
);

const note = agentRoute(
  {
    method: 'post',
    path: '/desk/api/tickets/:reference/note',
    summary: 'Adds a note that only agents see.',
    body: { schema: noteSchema },
    gives: deskTicket,
  },
  (context) =>
    async (agent, { params: { reference }, body }) => {
      const { store, clock, facts } = context;
      const { text, clientId: id } = await body();
      const added = { id, agentName: agent.name, text, at: clock() };
      if (!(await store.tickets.addNote(reference, added))) throw noSuchTicket();
      await context.note(agent, 'added a note', reference);
      return shownTicket(await reportOf(context, reference), facts.titleOf);
    },
);

const colleagues = agentRoute(
  {
    method: 'get',
    path: '/desk/api/colleagues',
    summary: 'Lists the agents a ticket can be assigned to, by name.',
    gives: z.array(deskColleague),
  },
  ({ store, clock }) =>
    async () =>
      (await store.accounts.list(clock()))
        .filter(({ disabled }) => !disabled)
        .map(({ id, name }) => ({ id, name })),
);

/** Finding tickets, assigning, annotating and closing them. */
export const ticketRoutes = [list, read, close, reopen, assign, note, colleagues];
