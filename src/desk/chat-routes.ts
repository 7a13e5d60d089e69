import { z } from 'zod';
import { checkedFile, type GivenFile } from '#uploads/upload-file.ts';
import { uploadPath } from '#uploads/upload-address.ts';
import { HttpProblem } from '#http/problem.ts';
import type { Acted, ActingAgent, AgentDesk } from '#handoff/agent-desk.ts';
import { type Chat, chatOutcomes, type ChatStore, textFormats } from '#handoff/chat.ts';
import type { Agent } from '#store/agents.ts';
import { shownChat } from './desk-state.ts';
import type { DeskChat, DeskChatDetail, DeskSuggestion } from './wire.ts';

const clientId = z.string().min(8).max(100);
const words = z.string().trim().max(4000);
const saidSchema = z.object({
  text: words,
  /** `markdown` where the agent formatted it; else each character is as it was typed. */
  textFormat: z.enum(textFormats).default('plain'),
  clientId,
});
const transferSchema = z.object({
  target: z.discriminatedUnion('to', [
    z.object({ to: z.literal('bot') }),
    z.object({ to: z.literal('queue') }),
    z.object({ to: z.literal('agent'), agentId: z.string().max(100) }),
  ]),
  words: words.default(''),
});
const closeSchema = z.object({ outcome: z.enum(chatOutcomes) });
const claimSchema = z.object({ takeOver: z.boolean().default(false) });
const tagSchema = z.object({ tags: z.array(z.string().trim().min(1).max(40)).max(20) });
const noteSchema = z.object({ text: words.min(1), clientId });
const suggestSchema = z.object({ text: z.string().max(4000) });

export interface ChatRouteParts {
  chats: ChatStore;
  desk: AgentDesk;
  titleOf: (intent: string) => string | undefined;
  /** Models with their patch status. */
  devicesOf: (models: readonly string[]) => DeskChatDetail['devices'];
  suggest: (text: string) => DeskSuggestion[];
  showTyping: (conversationId: string, agent: { name: string }) => Promise<void>;
  newFileId: () => string;
  /** Takes down who did what. */
  note: (agent: Agent, action: string, about: string) => Promise<void>;
}

export interface ChatRoutes {
  read(reference: string): Promise<DeskChatDetail>;
  claim(agent: Agent, reference: string, body: unknown): Promise<DeskChat>;
  say(agent: Agent, reference: string, body: unknown, files?: readonly GivenFile[]): Promise<DeskChat>;
  typing(agent: Agent, reference: string): Promise<void>;
  transfer(agent: Agent, reference: string, body: unknown): Promise<DeskChat>;
  close(agent: Agent, reference: string, body: unknown): Promise<DeskChat>;
  tag(agent: Agent, reference: string, body: unknown): Promise<DeskChat>;
  note(agent: Agent, reference: string, body: unknown): Promise<DeskChat>;
  suggestions(body: unknown): DeskSuggestion[];
}

const asActing = ({ id, name, role }: Agent): ActingAgent => ({
  id,
  name,
  isSupervisor: role === 'supervisor',
});

const notFound = (): HttpProblem => new HttpProblem(404, 'NotFound', 'There is no such chat any more.');

function read<Body>(schema: z.ZodType<Body>, body: unknown): Body {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new HttpProblem(400, 'BadArgument', `"${issue?.path.join('.') ?? ''}" is missing or wrong.`);
}

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

/** What the desk's page asks for about chats, over `AgentDesk`. All throw {HttpProblem} 400, 404, 409. */
export function createChatRoutes(parts: ChatRouteParts): ChatRoutes {
  const { chats, desk, titleOf, devicesOf, suggest, showTyping, newFileId, note } = parts;
  const shown = (acted: Acted): DeskChat => shownChat(doneOr(acted), titleOf);
  const noted = async (agent: Agent, action: string, acted: Acted): Promise<DeskChat> => {
    const chat = shown(acted);
    await note(agent, action, chat.reference);
    return chat;
  };
  return {
    async read(reference) {
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
    async claim(agent, reference, body) {
      const { takeOver } = read(claimSchema, body);
      const acted = await desk.claim(asActing(agent), reference, { takeOver });
      return await noted(agent, takeOver ? 'took over' : 'claimed', acted);
    },
    async say(agent, reference, body, given = []) {
      const said = read(saidSchema, body);
      const files = given.map((file) => ({ id: newFileId(), ...checkedFile(file) }));
      if (said.text === '' && files.length === 0)
        throw new HttpProblem(400, 'BadArgument', 'Write something, or choose a file.');
      const attachments = files.map((file) => ({
        name: file.name,
        contentType: file.contentType,
        contentUrl: uploadPath(file),
      }));
      const { text, textFormat, clientId: id } = said;
      const message = { clientId: id, text, textFormat, files, attachments };
      return shown(await desk.say(asActing(agent), reference, message));
    },
    async typing(agent, reference) {
      const chat = await chats.find(reference);
      if (chat?.state === 'connected' && chat.agent?.id === agent.id)
        await showTyping(chat.conversationId, { name: agent.name });
    },
    async transfer(agent, reference, body) {
      const { target, words: said } = read(transferSchema, body);
      const acted = await desk.transfer(asActing(agent), reference, target, said);
      return await noted(agent, target.to === 'bot' ? 'returned to the bot' : 'transferred', acted);
    },
    async close(agent, reference, body) {
      const { outcome } = read(closeSchema, body);
      return await noted(
        agent,
        `closed as ${outcome}`,
        await desk.close(asActing(agent), reference, outcome),
      );
    },
    async tag(agent, reference, body) {
      return shown(await desk.tag(asActing(agent), reference, read(tagSchema, body).tags));
    },
    async note(agent, reference, body) {
      const { text, clientId: id } = read(noteSchema, body);
      return shown(await desk.note(asActing(agent), reference, { id, text }));
    },
    suggestions: (body) => suggest(read(suggestSchema, body).text),
  };
}
