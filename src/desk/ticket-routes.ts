import { z } from 'zod';
import type { ShownActivity } from '#streams/activity-set.ts';
import { withUploadUrls } from '#uploads/upload-address.ts';
import { HttpProblem } from '#http/problem.ts';
import type { Agent } from '#store/agents.ts';
import type { Store } from '#store/store.ts';
import { plainName } from '#text/plain-name.ts';
import type { TicketReport } from '#store/tickets.ts';
import type { DeskTicket, DeskTicketDetail } from './wire.ts';

const PAGE = 500;
const MOST = 200;

const reply = z.object({
  text: z.string().trim().min(1).max(4000),
  /** Made by the desk for each reply: sent twice, it is there once. */
  clientId: z.string().min(8).max(100),
});

/** Says something in a conversation as an agent. @returns false where that cannot reach the customer */
type SayAs = (
  agent: Agent,
  message: { conversationId: string; text: string; clientId: string },
) => Promise<boolean>;

export interface TicketDeskParts {
  clock: () => Date;
  sayAs: SayAs;
  /** Told when an answer is to be mailed; undefined where no mail is set up. */
  mails: (() => void) | undefined;
}

export interface TicketDesk {
  list(): Promise<DeskTicket[]>;
  /** @param base the server's own address, for who asks @throws {HttpProblem} 404 */
  read(reference: string, base: string): Promise<DeskTicketDetail>;
  /** @throws {HttpProblem} 400, 404, 409 */
  reply(agent: Agent, reference: string, body: unknown): Promise<void>;
  /** @throws {HttpProblem} 404 */
  close(agent: Agent, reference: string): Promise<void>;
}

const notFound = (): HttpProblem => new HttpProblem(404, 'NotFound', 'There is no such message any more.');

const asListed = ({ ticket, state, deliveries }: TicketReport): DeskTicket => ({
  reference: ticket.reference,
  createdAt: ticket.createdAt.toISOString(),
  state,
  name: plainName(ticket.name),
  email: ticket.email ?? null,
  words: ticket.words,
  subject: ticket.subject ?? null,
  models: [...ticket.models],
  channel: ticket.channelId,
  undelivered: deliveries.filter((each) => each.state === 'dead').map(({ target }) => target),
});

/** What agents do with the messages that customers left. */
export function createTicketDesk(
  { tickets, transcript, conversations, agents }: Store,
  { clock, sayAs, mails }: TicketDeskParts,
): TicketDesk {
  const find = async (reference: string): Promise<TicketReport> => {
    const report = await tickets.report(reference);
    if (report === undefined) throw notFound();
    return report;
  };
  const canMail = ({ ticket }: TicketReport): boolean => ticket.email !== undefined && mails !== undefined;
  const note = (agent: Agent, action: string, about: string): Promise<void> =>
    agents.note({ at: clock(), who: agent.name, action, about });
  return {
    list: async () => (await tickets.newest(MOST)).map(asListed),
    async read(reference, base) {
      const report = await find(reference);
      const { conversationId, userId } = report.ticket;
      const conversation = await conversations.find(conversationId);
      // The newest of a long conversation: that is what the message and its answer are about.
      const from = Math.max(0, (conversation?.lastSeq ?? 0) - PAGE);
      const page = await transcript.after(conversationId, from, PAGE);
      return {
        ...asListed(report),
        answersBy: [
          ...(conversation === undefined ? [] : (['chat'] as const)),
          ...(canMail(report) ? (['e-mail'] as const) : []),
        ],
        userId,
        activities: page
          .filter(({ hidden }) => !hidden)
          .map(({ body }) => JSON.parse(withUploadUrls(body, base)) as ShownActivity),
      };
    },
    async reply(agent, reference, body) {
      const parsed = reply.safeParse(body);
      if (!parsed.success) throw new HttpProblem(400, 'BadArgument', 'A reply needs 1 to 4,000 characters.');
      const { text, clientId } = parsed.data;
      const report = await find(reference);
      const { conversationId } = report.ticket;
      const isSaid = await sayAs(agent, { conversationId, text, clientId });
      if (canMail(report)) {
        await tickets.mailAnswer(reference, clientId, { agentName: agent.name, text }, clock());
        mails?.();
      } else if (!isSaid)
        throw new HttpProblem(
          409,
          'CannotReply',
          'This customer cannot be answered here; write an e-mail instead.',
        );
      await tickets.setState(reference, 'answered');
      await note(agent, 'replied', reference);
    },
    async close(agent, reference) {
      if (!(await tickets.setState(reference, 'closed'))) throw notFound();
      await note(agent, 'closed', reference);
    },
  };
}
