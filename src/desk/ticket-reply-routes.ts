import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import type { ChatFile } from '#handoff/chat.ts';
import { badArgument, HttpProblem } from '#http/problem.ts';
import { parseInput } from '#http/route.ts';
import type { Agent } from '#store/agents.ts';
import { uploadPath } from '#uploads/upload-address.ts';
import { checkedFile, type GivenFile } from '#uploads/upload-file.ts';
import type { DeskContext } from './desk-context.ts';
import { agentRoute } from './desk-route.ts';
import { writtenSchema } from './message-routes.ts';
import { reportOf, shownTicket, waysToReply } from './ticket-parts.ts';
import { deskTicket, type DeskTicket } from './ticket-wire.ts';

const replyInput = {
  schema: writtenSchema,
  refuse: () => badArgument('A reply can have at most 4,000 characters.'),
};

const cannotReply = (): HttpProblem =>
  new HttpProblem(409, 'CannotReply', 'You cannot reply to this customer here; write an e-mail instead.');

/** Sends a reply in the chat and by e-mail, as far as each can reach the customer. */
async function reply(
  context: DeskContext,
  agent: Agent,
  reference: string,
  written: z.infer<typeof writtenSchema> & { given?: readonly GivenFile[] },
): Promise<DeskTicket> {
  const { store, clock, note, facts } = context;
  const { clientId, text } = written;
  const report = await reportOf(context, reference);
  const files = filesOf(context, written);
  if (text === '' && files.length === 0) throw badArgument('Write something, or choose a file.');
  const ways = await waysToReply(context, report);
  if (ways.length === 0) throw cannotReply();
  const { conversationId } = report.ticket;
  for (const file of files) await store.uploads.save({ ...file, conversationId });
  const attachments = files.map((file) => ({
    name: file.name,
    contentType: file.contentType,
    contentUrl: uploadPath(file),
  }));
  const { textFormat } = written;
  const message = { conversationId, text, textFormat, attachments, clientId };
  // A reply that can only be mailed is part of the conversation, too: other agents read it there.
  const isStored = await context.sayAs(agent, message);
  if (ways.includes('e-mail')) {
    const named = files.map(({ id, name, contentType }) => ({ id, name, contentType }));
    const mailed = { agentName: agent.name, text, files: named };
    await store.deliveries.mailReply(reference, clientId, mailed, clock());
    context.mails?.();
  } else if (!isStored) throw cannotReply();
  await store.tickets.change(reference, { kind: 'replied', by: agent }, clock());
  await note(agent, 'replied', reference);
  return shownTicket(await reportOf(context, reference), facts.titleOf);
}

/** The files of a reply. Every attempt gives them the same ids, which nobody can guess without the secret. */
const filesOf = (
  { secret }: DeskContext,
  { clientId, given = [] }: { clientId: string; given?: readonly GivenFile[] },
): ChatFile[] =>
  given.map((file, at) => ({
    id: createHmac('sha256', secret).update(`file of a reply ${clientId} ${at}`).digest('base64url'),
    ...checkedFile(file),
  }));

const replyWords = agentRoute(
  {
    method: 'post',
    path: '/desk/api/tickets/:reference/reply',
    summary: 'Replies to the customer, in the chat and by e-mail, whichever reaches them.',
    body: replyInput,
    gives: deskTicket,
  },
  (context) =>
    async (agent, { params: { reference }, body }) =>
      await reply(context, agent, reference, await body()),
);

const replyWithFiles = agentRoute(
  {
    method: 'post',
    path: '/desk/api/tickets/:reference/upload',
    summary: 'Replies with files, with or without text; an e-mail has them attached.',
    body: { ...replyInput, type: 'multipart/form-data' },
    gives: deskTicket,
  },
  (context) =>
    async (agent, { request, params: { reference } }) => {
      const { ticket } = await reportOf(context, reference);
      return await context.takeUpload(request, agent, ticket.conversationId, ({ message, files }) =>
        reply(context, agent, reference, { ...parseInput(replyInput, message), given: files }),
      );
    },
);

/** Replying to tickets. */
export const ticketReplyRoutes = [replyWords, replyWithFiles];
