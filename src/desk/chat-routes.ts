import { z } from 'zod';
import type { ActionOutcome } from '#handoff/agent-actions.ts';
import { chatOutcomes } from '#handoff/chat.ts';
import type { Agent } from '#store/agents.ts';
import { fromWatermark } from '#streams/watermark.ts';
import { asActing, clientId, messageText, noSuchChat, shownAfter } from './chat-parts.ts';
import type { DeskContext } from './desk-context.ts';
import { agentRoute } from './desk-route.ts';
import { type DeskChat, deskChat, deskChatDetail } from './wire.ts';

const transferSchema = z
  .object({
    target: z.discriminatedUnion('to', [
      z.object({ to: z.literal('bot') }),
      z.object({ to: z.literal('queue') }),
      z.object({ to: z.literal('agent'), agentId: z.string().max(100) }),
    ]),
    message: messageText.default(''),
  })
  .meta({ examples: [{ target: { to: 'queue' }, message: 'hello' }] });
const closeSchema = z
  .object({
    outcome: z.enum(chatOutcomes),
    watermark: z
      .string()
      .regex(/^\d{1,9}$/)
      .optional()
      .describe(
        'The watermark of what the agent has seen: the chat stays open if the customer wrote after it.',
      ),
  })
  .meta({ examples: [{ outcome: 'solved', watermark: '12' }] });
const claimSchema = z
  .object({ takeOver: z.boolean().default(false) })
  .meta({ examples: [{ takeOver: true }] });
const tagSchema = z
  .object({ tags: z.array(z.string().trim().min(1).max(40)).max(20) })
  .meta({ examples: [{ tags: ['one', 'two'] }] });
const noteSchema = z
  .object({ text: messageText.min(1), clientId })
  .meta({ examples: [{ text: 'a note', clientId: 'a-client-id' }] });
/** Shows the chat after an action, and writes the action to the audit log. */
async function noted(
  context: DeskContext,
  agent: Agent,
  action: string,
  acted: ActionOutcome,
): Promise<DeskChat> {
  const chat = await shownAfter(context, acted);
  await context.note(agent, action, chat.reference);
  return chat;
}

const read = agentRoute(
  {
    method: 'get',
    path: '/desk/api/chats/:reference',
    summary: 'Shows a chat with everything that an agent needs besides the transcript.',
    gives: deskChatDetail,
  },
  ({ store: { chats }, facts: { devicesOf }, show }) =>
    async (_agent, { params: { reference } }) => {
      const chat = await chats.find(reference);
      if (chat === undefined) throw noSuchChat();
      const notes = await chats.notes(reference);
      return {
        ...(await show(chat)),
        devices: devicesOf(chat.models),
        notes: notes.map((each) => ({ ...each, at: each.at.toISOString() })),
      };
    },
);

const claim = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/claim',
    summary: 'Claims a waiting chat; a supervisor may take over a connected one.',
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

const transfer = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/transfer',
    summary: 'Transfers a chat to a colleague, back to the queue, or back to the bot.',
    body: { schema: transferSchema },
    gives: deskChat,
  },
  (context) =>
    async (agent, { params, body }) => {
      const { target, message } = await body();
      const acted = await context.desk.transfer(asActing(agent), params.reference, target, message);
      const action = target.to === 'bot' ? 'returned to the bot' : 'transferred';
      return await noted(context, agent, action, acted);
    },
);

const close = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/close',
    summary: 'Closes a chat with its outcome.',
    body: { schema: closeSchema },
    gives: deskChat,
  },
  (context) =>
    async (agent, { params, body }) => {
      const { outcome, watermark } = await body();
      const readUpTo = fromWatermark(watermark);
      const acted = await context.desk.close(asActing(agent), params.reference, outcome, { readUpTo });
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
      return shownAfter(context, await context.desk.tag(asActing(agent), params.reference, tags));
    },
);

const note = agentRoute(
  {
    method: 'post',
    path: '/desk/api/chats/:reference/note',
    summary: 'Adds a note that only agents see.',
    body: { schema: noteSchema },
    gives: deskChat,
  },
  (context) =>
    async (agent, { params, body }) => {
      const { text, clientId: id } = await body();
      return shownAfter(context, await context.desk.note(asActing(agent), params.reference, { id, text }));
    },
);

/** Claiming, transferring, closing and annotating chats. */
export const chatRoutes = [read, claim, transfer, close, tag, note];
