import { z } from 'zod';
import { textFormats } from '#handoff/chat.ts';
import { badArgument } from '#http/problem.ts';
import { parseInput } from '#http/route.ts';
import type { Agent } from '#store/agents.ts';
import { uploadPath } from '#uploads/upload-address.ts';
import { checkedFile, type GivenFile } from '#uploads/upload-file.ts';
import { asActing, clientId, messageText, shownAfter } from './chat-parts.ts';
import type { DeskContext } from './desk-context.ts';
import { agentRoute } from './desk-route.ts';
import { type DeskChat, deskChat, deskSuggestion, nothing } from './wire.ts';

export const writtenSchema = z
  .object({
    text: messageText,
    textFormat: z
      .enum(textFormats)
      .default('plain')
      .describe('`markdown` when the agent formatted it; otherwise every character shows as typed.'),
    clientId,
  })
  .meta({ id: 'DeskMessage', examples: [{ text: 'hello', clientId: 'a-client-id' }] });
const suggestSchema = z
  .object({ text: z.string().max(4000) })
  .meta({ examples: [{ text: 'Is the ESR900 patched?' }] });

/** Sends a message, with its files if there are any. */
async function say(
  context: DeskContext,
  agent: Agent,
  reference: string,
  {
    text,
    textFormat,
    clientId: id,
    given = [],
  }: z.infer<typeof writtenSchema> & { given?: readonly GivenFile[] },
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
  return shownAfter(context, await desk.say(asActing(agent), reference, message));
}

const sendText = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/messages',
    summary: 'Sends a message to the customer.',
    body: { schema: writtenSchema },
    gives: deskChat,
  },
  (context) =>
    async (agent, { params, body }) =>
      await say(context, agent, params.reference, await body()),
);

const sendFiles = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/upload',
    summary: 'Sends files to the customer, with or without text.',
    body: { schema: writtenSchema, type: 'multipart/form-data' },
    gives: deskChat,
  },
  (context) =>
    async (agent, { request, params: { reference } }) => {
      const chat = await context.store.chats.find(reference);
      return await context.takeUpload(request, agent, chat?.conversationId, ({ message, files }) =>
        say(context, agent, reference, { ...parseInput({ schema: writtenSchema }, message), given: files }),
      );
    },
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

const suggestions = agentRoute(
  {
    method: 'post',
    path: '/desk/api/suggestions',
    summary: 'Suggests answers from the knowledge for what a customer wrote.',
    body: { schema: suggestSchema },
    gives: z.array(deskSuggestion),
  },
  ({ facts }) =>
    async (_agent, { body }) =>
      facts.suggest((await body()).text),
);

/** Writing to customers. */
export const messageRoutes = [sendText, sendFiles, typing, suggestions];
