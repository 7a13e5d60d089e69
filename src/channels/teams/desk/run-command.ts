import type { TurnContext } from '#bot-framework/turn.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import { type Command, commandHelp } from '#handoff/teams-desk/commands.ts';
import type { TeamsAgent, TeamsChat } from '#handoff/teams-desk/teams-desk-store.ts';
import type { TeamsAgentActions } from './agent-actions.ts';
import type { createCodeTries } from './code-tries.ts';
import type { TeamsDeskParts } from './desk-parts.ts';
import { channelIdOf, chatHere, isPersonal, referenceOf } from './find-chat.ts';
import * as words from './agent-notices.ts';

/** What commands need: the desk's parts, its actions, and a way to reply. */
export interface CommandParts extends TeamsDeskParts {
  acts: TeamsAgentActions;
  tries: ReturnType<typeof createCodeTries>;
  /** Replies in Markdown where the command was written. */
  reply: (context: TurnContext, text: string) => void;
  /** Called when chats may have changed. */
  onChange: () => void;
}

/** Links a Teams account to an agent by the code that the desk showed them. */
export async function link(parts: CommandParts, context: TurnContext, code: string): Promise<void> {
  const { store, codes, tries, note, reply } = parts;
  const { activity } = context;
  if (!isPersonal(activity)) return reply(context, words.linkAlone);
  const teamsUserId = activity.from.id;
  if (tries.isTooMany(teamsUserId)) return reply(context, words.tooManyCodes);
  const isLinked = await codes.redeem(code, { teamsUserId, conversationId: conversationKey(activity) });
  const agent = isLinked ? await store.agentOf(teamsUserId) : undefined;
  if (agent === undefined) tries.note(teamsUserId);
  else await note(agent, 'linked to Teams', agent.name);
  reply(context, agent === undefined ? words.wrongCode : words.linked(agent.name));
}

/** Runs an agent's command and replies to it. */
export async function runCommand(
  parts: CommandParts,
  context: TurnContext,
  { agent, command }: { agent: TeamsAgent; command: Exclude<Command, { name: 'link' }> },
): Promise<void> {
  const { store, note, reply, onChange } = parts;
  switch (command.name) {
    case 'wrong':
      return reply(context, command.problem);
    case 'help':
      return reply(context, commandHelp);
    case 'unlink':
      await store.unlink(agent.id);
      await note(agent, 'unlinked from Teams', agent.name);
      return reply(context, words.unlinked);
    case 'desk':
      reply(context, await postHere(parts, context, { agent, isOn: command.isOn }));
      return onChange();
    default:
      return await runOnChat(parts, context, { agent, command });
  }
}

/** Starts or stops posting requests to this channel. @returns the reply */
async function postHere(
  { store, note }: CommandParts,
  context: TurnContext,
  { agent, isOn }: { agent: TeamsAgent; isOn: boolean },
): Promise<string> {
  const { activity } = context;
  if (!agent.isSupervisor) return words.onlySupervisors;
  if (activity.conversation.conversationType !== 'channel') return words.onlyInChannel;
  const channelId = channelIdOf(activity);
  if (isOn) {
    await store.register({ channelId, reference: JSON.stringify(referenceOf(context)) });
    await note(agent, 'had requests posted to a Teams channel', channelId);
    return words.registered;
  }
  if ((await store.channel())?.channelId === channelId) {
    await store.unregister();
    await note(agent, 'ended posting requests to a Teams channel', channelId);
  }
  return words.unregistered;
}

type ChatCommand = Command & { name: 'close' | 'transfer' | 'note' };

async function runOnChat(
  parts: CommandParts,
  context: TurnContext,
  { agent, command }: { agent: TeamsAgent; command: ChatCommand },
): Promise<void> {
  const { talk, reply, onChange } = parts;
  const { activity } = context;
  const chat = await chatHere(parts, activity, agent);
  if (chat === undefined) {
    const isInWrongPlace = isPersonal(activity) && talk === 'thread';
    return reply(context, isInWrongPlace ? words.writeInThread : words.noChat);
  }
  const answer = await actOnChat(parts.acts, agent, chat, command);
  if (answer !== undefined) reply(context, answer);
  onChange();
}

async function actOnChat(
  acts: TeamsAgentActions,
  agent: TeamsAgent,
  { reference }: TeamsChat,
  command: ChatCommand,
): Promise<string | undefined> {
  switch (command.name) {
    case 'close':
      return words.refusalOf(await acts.close(agent, reference, command.outcome));
    case 'transfer':
      return words.refusalOf(await acts.transfer(agent, reference, command.rest));
    case 'note':
      return words.refusalOf(await acts.addNote(agent, reference, command.text)) ?? words.noted;
  }
}
