import { ActivityTypes, type ConversationReference } from '#bot-framework/activity.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { TEAMS } from '#channel-ids.ts';
import { commandIn } from '#handoff/teams-desk/commands.ts';
import { mentionsIn } from '../mentions.ts';
import { teamsText } from '../teams-text.ts';
import { createTeamsAgentActions } from './agent-actions.ts';
import { createCodeTries } from './code-tries.ts';
import { pressIn } from './desk-buttons.ts';
import type { TeamsDeskParts } from './desk-parts.ts';
import { channelIdOf, chatHere, chatOfMessage, isPersonal, referenceOf } from './find-chat.ts';
import { createForwardToCustomer, type ForwardToCustomer } from './forward-to-customer.ts';
import { type CommandParts, link, runCommand } from './run-command.ts';
import type { SendInBackground } from './send-in-background.ts';
import { createForwardEdit } from './forward-edit.ts';
import { handlePress } from './handle-press.ts';
import * as words from './agent-notices.ts';

/** Handles what agents do in Teams. @returns false for a customer's activity, which the bot answers */
export type TeamsAgentTurn = (context: TurnContext) => Promise<boolean>;

/** Creates the agents' side of Teams. */
export function createTeamsAgentTurn(
  desk: TeamsDeskParts & { sendInBackground: SendInBackground; onChange: () => void },
): TeamsAgentTurn {
  const { store, sendInBackground } = desk;
  const answer =
    (textFormat: 'markdown' | 'plain') =>
    (context: TurnContext, text: string): void =>
      sendInBackground(referenceOf(context), { type: ActivityTypes.Message, text, textFormat });
  const reply = answer('markdown');
  const forwardToCustomer = createForwardToCustomer(desk, answer('plain'));
  const parts = { ...desk, acts: createTeamsAgentActions(desk), tries: createCodeTries(desk.clock), reply };
  const forwardEdit = createForwardEdit(desk, {
    chatOf: (activity, agent) => chatOfMessage(desk, activity, agent),
    forwardToCustomer,
    reply: answer('plain'),
  });
  return async (context) => {
    const { activity } = context;
    if (activity.channelId !== TEAMS) return false;
    await refreshChannel(store, context);
    const pressed = pressIn(activity);
    if (pressed !== undefined) {
      await handlePress(parts, context, pressed);
      return true;
    }
    switch (activity.type) {
      case ActivityTypes.Message:
        return await takeMessage(parts, context, forwardToCustomer);
      case ActivityTypes.MessageUpdate:
      case ActivityTypes.MessageDelete:
        return await forwardEdit(context);
      case ActivityTypes.Typing:
        return await takeTyping(desk, context);
      default:
        return false;
    }
  };
}

/** A channel's service address can change, so store the newest one. */
async function refreshChannel(store: TeamsDeskParts['store'], context: TurnContext): Promise<void> {
  const { activity } = context;
  if (isPersonal(activity)) return;
  const channel = await store.channel();
  if (channel?.channelId !== channelIdOf(activity)) return;
  const { serviceUrl } = JSON.parse(channel.reference) as Partial<ConversationReference>;
  if (serviceUrl !== activity.serviceUrl)
    await store.register({ ...channel, reference: JSON.stringify(referenceOf(context)) });
}

/** Commands that only make sense for an agent; the bot answers a customer's "/help". */
const agentsOnly: ReadonlySet<string> = new Set(['unlink', 'desk', 'close', 'transfer', 'note']);

/** Handles a message: a command, or text for a chat's customer. */
async function takeMessage(
  parts: CommandParts,
  context: TurnContext,
  forwardToCustomer: ForwardToCustomer,
): Promise<boolean> {
  const { store, talk, reply } = parts;
  const { activity } = context;
  const agent = await store.agentOf(activity.from.id);
  const text = teamsText(activity, { stripsAll: true });
  const inThread = isPersonal(activity) ? undefined : await store.inThread(activity.conversation.id);
  // Colleagues talk to each other in a thread: only messages that mention the bot are for it.
  if (inThread !== undefined && !mentionsIn(activity).some(({ isBot }) => isBot)) return true;
  const command = commandIn(text);
  if (command?.name === 'link') {
    await link(parts, context, command.code);
    return true;
  }
  if (agent === undefined) {
    const isForDesk = inThread !== undefined || agentsOnly.has(command?.name ?? '');
    if (isForDesk) reply(context, words.notLinked);
    return isForDesk;
  }
  if (command !== undefined) {
    await runCommand(parts, context, { agent, command });
    return true;
  }
  const chat = inThread ?? (await chatHere(parts, activity, agent));
  if (chat === undefined) return false;
  if (inThread !== undefined && talk === 'personal') reply(context, words.writeAlone);
  else await forwardToCustomer(context, agent, chat, text);
  return true;
}

/** Shows the customer that their agent is typing. */
async function takeTyping(parts: TeamsDeskParts, { activity }: TurnContext): Promise<boolean> {
  const { store, chats, showTyping } = parts;
  const agent = await store.agentOf(activity.from.id);
  const teamsChat = agent && (await chatHere(parts, activity, agent));
  const chat = teamsChat && (await chats.find(teamsChat.reference));
  if (agent === undefined || chat === undefined || chat.agent?.id !== agent.id) return false;
  await showTyping(chat.conversationId, { name: agent.name });
  return true;
}
