import { z } from 'zod';
import type { Acted, ActingAgent } from '#handoff/agent-desk.ts';
import { type Chat, chatOutcomes, textFormats } from '#handoff/chat.ts';
import { badArgument, HttpProblem } from '#http/problem.ts';
import { parseInput } from '#http/route.ts';
import type { Agent } from '#store/agents.ts';
import { uploadPath } from '#uploads/upload-address.ts';
import { checkedFile, type GivenFile } from '#uploads/upload-file.ts';
import type { DeskContext } from './desk-context.ts';
import { agentRoute } from './desk-route.ts';
import { shownChat } from './desk-state.ts';
import { type DeskChat, deskChat, deskChatDetail, deskSuggestion, nothing } from './wire.ts';

const clientId = z.string().min(8).max(100).describe('The same at each try: the server has it once.');
const words = z.string().trim().max(4000);
const saidSchema = z
  .object({
    text: words,
    textFormat: z
      .enum(textFormats)
      .default('plain')
      .describe('`markdown` where the agent formatted it; else each character is as it was typed.'),
    clientId,
  })
  .meta({ id: 'DeskSaid', examples: [{ text: 'hello', clientId: 'a-client-id' }] });
const transferSchema = z
  .object({
    target: z.discriminatedUnion('to', [
      z.object({ to: z.literal('bot') }),
      z.object({ to: z.literal('queue') }),
      z.object({ to: z.literal('agent'), agentId: z.string().max(100) }),
    ]),
    words: words.default(''),
  })
  .meta({ examples: [{ target: { to: 'queue' }, words: 'hello' }] });
const closeSchema = z.object({ outcome: z.enum(chatOutcomes) }).meta({ examples: [{ outcome: 'solved' }] });
const claimSchema = z
  .object({ takeOver: z.boolean().default(false) })
  .meta({ examples: [{ takeOver: true }] });
const tagSchema = z
  .object({ tags: z.array(z.string().trim().min(1).max(40)).max(20) })
  .meta({ examples: [{ tags: ['one', 'two'] }] });
const noteSchema = z
  .object({ text: words.min(1), clientId })
  .meta({ examples: [{ text: 'a note', clientId: 'a-client-id' }] });
const suggestSchema = z
  .object({ text: z.string().max(4000) })
  .meta({ examples: [{ text: 'Is the ESR900 patched?' }] });

const asActing = ({ id, name, role }: Agent): ActingAgent => ({
  id,
  name,
  isSupervisor: role === 'supervisor',
});

const notFound = (): HttpProblem => new HttpProblem(404, 'NotFound', 'There is no such chat any more.');

/** @throws {HttpProblem} 404, 409 with who has it or why not */
function doneOr(acted: Acted): Chat {
  switch (acted.kind) {
    case 'done':
      return acted.chat;
    case 'taken':
      throw new HttpProblem(409, 'Taken', `${acted.by} has this chat.`);
    case 'limit':
      throw new HttpProblem(409, 'LimitReached', `You have ${acted.limit} chats already; close one first.`);
    case 'over':
      throw new HttpProblem(409, 'Over', 'This chat is over, or not yours any more.');
    case 'absent':
      throw new HttpProblem(409, 'Absent', 'That colleague is not at the desk any more.');
    case 'unknown':
      throw notFound();
  }
}

const shown = ({ facts }: DeskContext, acted: Acted): DeskChat => shownChat(doneOr(acted), facts.titleOf);

/** The same, and takes down who did what. */
async function noted(context: DeskContext, agent: Agent, action: string, acted: Acted): Promise<DeskChat> {
  const chat = shown(context, acted);
  await context.note(agent, action, chat.reference);
  return chat;
}

const read = agentRoute(
  {
    method: 'get',
    path: '/desk/api/chats/:reference',
    summary: 'A chat with all that an agent should know beside what was said.',
    gives: deskChatDetail,
  },
  ({ store: { chats }, facts: { titleOf, devicesOf } }) =>
    async (_agent, { params: { reference } }) => {
      const chat = await chats.find(reference);
      if (chat === undefined) throw notFound();
      const notes = await chats.notes(reference);
      return {
        ...shownChat(chat, titleOf),
        userId: chat.userId,
        devices: devicesOf(chat.models),
        notes: notes.map((each) => ({ ...each, at: each.at.toISOString() })),
      };
    },
);

const claim = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/claim',
    summary: 'Takes a chat that waits; a supervisor may take over one that somebody has.',
    body: { schema: claimSchema },
    gives: deskChat,
  },
  (context) =>
    async (agent, { params, body }) => {
      const { takeOver } = await body();
      const acted = await context.desk.claim(asActing(agent), params.reference, { takeOver });
      return await noted(context, agent, takeOver ? 'took over' : 'claimed', acted);
    },
);

/** Says something, with files where there are some. */
async function say(
  context: DeskContext,
  agent: Agent,
  reference: string,
  {
    text,
    textFormat,
    clientId: id,
    given = [],
  }: z.infer<typeof saidSchema> & { given?: readonly GivenFile[] },
): Promise<DeskChat> {
  const { desk, store } = context;
  const files = given.map((file) => ({ id: store.uploads.newId(), ...checkedFile(file) }));
  if (text === '' && files.length === 0) throw badArgument('Write something, or choose a file.');
  const attachments = files.map((file) => ({
    name: file.name,
    contentType: file.contentType,
    contentUrl: uploadPath(file),
  }));
  const message = { clientId: id, text, textFormat, files, attachments };
  return shown(context, await desk.say(asActing(agent), reference, message));
}

const sayWords = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/messages',
    summary: 'Says something to the customer.',
    body: { schema: saidSchema },
    gives: deskChat,
  },
  (context) =>
    async (agent, { params, body }) =>
      await say(context, agent, params.reference, await body()),
);

const sayWithFiles = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/upload',
    summary: 'Sends files to the customer, with words or without.',
    body: { schema: saidSchema, type: 'multipart/form-data' },
    gives: deskChat,
  },
  (context) =>
    async (agent, { request, params: { reference } }) =>
      await context.takeUpload(request, agent, reference, ({ message, files }) =>
        say(context, agent, reference, { ...parseInput({ schema: saidSchema }, message), given: files }),
      ),
);

const typing = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/typing',
    summary: 'Shows the customer that the agent is typing.',
    gives: nothing,
  },
  ({ store, showTyping }) =>
    async (agent, { params }) => {
      const chat = await store.chats.find(params.reference);
      if (chat?.state === 'connected' && chat.agent?.id === agent.id)
        await showTyping(chat.conversationId, { name: agent.name });
      return {};
    },
);

const transfer = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/transfer',
    summary: 'Gives a chat to a colleague, back to the queue, or back to the bot.',
    body: { schema: transferSchema },
    gives: deskChat,
  },
  (context) =>
    async (agent, { params, body }) => {
      const { target, words: said } = await body();
      const acted = await context.desk.transfer(asActing(agent), params.reference, target, said);
      const action = target.to === 'bot' ? 'returned to the bot' : 'transferred';
      return await noted(context, agent, action, acted);
    },
);

const close = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/close',
    summary: 'Ends a chat, and says what it came to.',
    body: { schema: closeSchema },
    gives: deskChat,
  },
  (context) =>
    async (agent, { params, body }) => {
      const { outcome } = await body();
      const acted = await context.desk.close(asActing(agent), params.reference, outcome);
      return await noted(context, agent, `closed as ${outcome}`, acted);
    },
);

const tag = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/tag',
    summary: 'Replaces the tags of a chat.',
    body: { schema: tagSchema },
    gives: deskChat,
  },
  (context) =>
    async (agent, { params, body }) => {
      const { tags } = await body();
      return shown(context, await context.desk.tag(asActing(agent), params.reference, tags));
    },
);

const note = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/note',
    summary: 'Adds a note that colleagues see, and no customer.',
    body: { schema: noteSchema },
    gives: deskChat,
  },
  (context) =>
    async (agent, { params, body }) => {
      const { text, clientId: id } = await body();
      return shown(context, await context.desk.note(asActing(agent), params.reference, { id, text }));
    },
);

const suggestions = agentRoute(
  {
    method: 'post',
    path: '/desk/api/suggestions',
    summary: 'Answers of the knowledge that may fit what a customer wrote.',
    body: { schema: suggestSchema },
    gives: z.array(deskSuggestion),
  },
  ({ facts }) =>
    async (_agent, { body }) =>
      facts.suggest((await body()).text),
);

/** What agents do with chats. */
export const chatRoutes = [
  read,
  claim,
  sayWords,
  sayWithFiles,
  typing,
  transfer,
  close,
  tag,
  note,
  suggestions,
];
