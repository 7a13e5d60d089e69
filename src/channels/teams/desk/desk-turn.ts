import { type Activity, ActivityTypes, type ConversationReference } from '#bot-framework/activity.ts';
import { TurnContext } from '#bot-framework/turn.ts';
import type { Chat } from '#handoff/chat.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import { type Command, commandHelp, commandIn } from '#handoff/teams-desk/commands.ts';
import type { TeamsAgent, TeamsChat } from '#handoff/teams-desk/teams-desk-store.ts';
import { mentionsIn } from '../mentions.ts';
import { teamsText } from '../teams-text.ts';
import { createTeamsActs } from './act.ts';
import { cardOf, isInTeams, talkPlace } from './chat-places.ts';
import { createCodeTries } from './code-tries.ts';
import { doPress, type Pressed, pressIn } from './desk-buttons.ts';
import type { TeamsDeskParts } from './desk-parts.ts';
import { createTakeEdit } from './take-edit.ts';
import { createPassOn } from './pass-on.ts';
import type { SayLater } from './say-later.ts';
import * as words from './words.ts';

/** Takes what agents do in Teams. @returns false for what is not theirs: it is a customer's, and the bot's to answer */
export type DeskTurn = (context: TurnContext) => Promise<boolean>;

const isPersonal = ({ conversation }: Activity): boolean => conversation.conversationType === 'personal';

/** The id of a channel, without a thread's. */
const channelOf = ({ conversation }: Activity): string => conversation.id.split(';', 1)[0] ?? '';

const mentionsBot = (activity: Activity): boolean => mentionsIn(activity).some(({ isBot }) => isBot);

/** Where something was written, to answer there. */
function placeOf({ activity }: TurnContext): Partial<ConversationReference> {
  const { activityId: _, ...place } = TurnContext.getConversationReference(activity);
  return place;
}

/** Answers the request of an invoke: with a card in the place of the pressed one, or with a sentence. */
const answerInvoke = async (context: TurnContext, type: string, value: unknown): Promise<void> => {
  const body = { statusCode: 200, type, value };
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body } });
};

/** Commands that only make sense for an agent: a customer's "/help" is the bot's to answer. */
const agentsOnly: ReadonlySet<string> = new Set(['unlink', 'desk', 'close', 'transfer', 'note']);

/** Puts the agents' side of Teams together. */
export function createDeskTurn(
  parts: TeamsDeskParts & { sayLater: SayLater; onChange: () => void },
): DeskTurn {
  const { store, chats, codes, talk, showTyping, sayLater, onChange, clock } = parts;
  const acts = createTeamsActs(parts);
  const tries = createCodeTries(clock);
  const tell = (context: TurnContext, text: string): void =>
    sayLater(placeOf(context), { type: ActivityTypes.Message, text, textFormat: 'markdown' });
  const tellPlain = (context: TurnContext, text: string): void =>
    sayLater(placeOf(context), { type: ActivityTypes.Message, text, textFormat: 'plain' });
  const passOn = createPassOn(parts, tellPlain);
  const takeEdit = createTakeEdit(parts, { chatOf, passOn, tell: tellPlain });

  /** The chat that what is written here is about. */
  async function chatHere(activity: Activity, agent: TeamsAgent | undefined): Promise<TeamsChat | undefined> {
    if (!isPersonal(activity)) return await store.inThread(activity.conversation.id);
    if (agent === undefined || talk !== 'personal') return undefined;
    const teamsChat = await store.ofAgent(agent.id);
    if (teamsChat === undefined) return undefined;
    const chat = await chats.find(teamsChat.reference);
    // What is written alone with the bot after the chat is for the bot again.
    return chat !== undefined && isInTeams(chat, teamsChat) ? teamsChat : undefined;
  }

  /** The chat that an agent's message is about, wherever they have written it. */
  async function chatOf(activity: Activity, agent: TeamsAgent): Promise<TeamsChat | undefined> {
    const isElsewhere = !isPersonal(activity) && talk === 'personal';
    return isElsewhere ? undefined : await chatHere(activity, agent);
  }

  async function link(context: TurnContext, code: string): Promise<void> {
    const { activity } = context;
    if (!isPersonal(activity)) {
      tell(context, words.linkAlone);
      return;
    }
    const teamsUserId = activity.from.id;
    if (tries.isTooMany(teamsUserId)) {
      tell(context, words.tooManyCodes);
      return;
    }
    const isTied = await codes.redeem(code, { teamsUserId, conversationId: conversationKey(activity) });
    const agent = isTied ? await store.agentOf(teamsUserId) : undefined;
    if (agent === undefined) tries.note(teamsUserId);
    else await parts.note(agent, 'tied to Teams', agent.name);
    tell(context, agent === undefined ? words.wrongCode : words.linked(agent.name));
  }

  async function registerHere(context: TurnContext, agent: TeamsAgent, isOn: boolean): Promise<string> {
    const { activity } = context;
    if (!agent.isSupervisor) return words.onlySupervisors;
    if (activity.conversation.conversationType !== 'channel') return words.onlyInChannel;
    const channelId = channelOf(activity);
    if (isOn) {
      await store.register({ channelId, reference: JSON.stringify(placeOf(context)) });
      await parts.note(agent, 'had requests posted to a Teams channel', channelId);
      return words.registered;
    }
    if ((await store.channel())?.channelId === channelId) {
      await store.unregister();
      await parts.note(agent, 'ended posting requests to a Teams channel', channelId);
    }
    return words.unregistered;
  }

  async function runOnChat(
    agent: TeamsAgent,
    { reference }: TeamsChat,
    command: Command & { name: 'close' | 'transfer' | 'note' },
  ): Promise<string | undefined> {
    switch (command.name) {
      case 'close':
        return words.refusalOf(await acts.close(agent, reference, command.outcome));
      case 'transfer':
        return words.refusalOf(await acts.transfer(agent, reference, command.rest));
      case 'note':
        return words.refusalOf(await acts.keepNote(agent, reference, command.text)) ?? words.noted;
    }
  }

  async function runCommand(
    context: TurnContext,
    agent: TeamsAgent,
    command: Exclude<Command, { name: 'link' }>,
  ): Promise<void> {
    const { activity } = context;
    switch (command.name) {
      case 'wrong':
        return tell(context, command.problem);
      case 'help':
        return tell(context, commandHelp);
      case 'unlink':
        await store.unlink(agent.id);
        await parts.note(agent, 'untied from Teams', agent.name);
        return tell(context, words.unlinked);
      case 'desk':
        tell(context, await registerHere(context, agent, command.isOn));
        return onChange();
      default: {
        const chat = await chatHere(activity, agent);
        if (chat === undefined)
          return tell(
            context,
            isPersonal(activity) && talk === 'thread' ? words.writeInThread : words.noChat,
          );
        const answer = await runOnChat(agent, chat, command);
        if (answer !== undefined) tell(context, answer);
        return onChange();
      }
    }
  }

  /** What is pressed on a request's card. */
  async function takePress(context: TurnContext, { by, press }: Pressed): Promise<void> {
    const { activity } = context;
    const agent = await store.agentOf(activity.from.id);
    const chat = press && (await store.find(press.reference));
    const refuse = async (text: string): Promise<void> => {
      if (by === 'message') tell(context, text);
      else await answerInvoke(context, 'application/vnd.microsoft.activity.message', text);
    };
    if (agent === undefined) return await refuse(words.notLinked);
    // A press counts where the bot has put the button: in the support channel, or alone with the agent.
    const isOurs = isPersonal(activity) || (await store.channel())?.channelId === channelOf(activity);
    if (press === undefined || chat === undefined || !isOurs) return await refuse(words.staleButton);
    const acted = await doPress(acts, agent, press);
    const refusal = words.refusalOf(acted);
    if (acted.kind !== 'done') return await refuse(refusal ?? words.staleButton);
    const now = (await store.find(press.reference)) ?? chat;
    if (by === 'invoke') {
      const { card } = await cardOf(parts, acted.chat, now);
      await answerInvoke(context, 'application/vnd.microsoft.card.adaptive', card);
    }
    if (press.verb === 'desk.claim' && isInTeams(acted.chat, now)) await tellHow(acted.chat, now);
    onChange();
  }

  /** Tells the agent who has taken a chat how to talk, where they will. */
  async function tellHow(chat: Chat, teamsChat: TeamsChat): Promise<void> {
    const place = await talkPlace(parts, teamsChat);
    if (place === undefined) return;
    const text = words.taken(chat, talk);
    sayLater(place, { type: ActivityTypes.Message, text, textFormat: 'plain' });
  }

  /** What is written where agents talk with customers. */
  async function takeWords(context: TurnContext): Promise<boolean> {
    const { activity } = context;
    const agent = await store.agentOf(activity.from.id);
    const text = teamsText(activity, { stripsAll: true });
    const inThread = isPersonal(activity) ? undefined : await store.inThread(activity.conversation.id);
    // Colleagues talk among themselves: only what mentions the bot is for it.
    if (inThread !== undefined && !mentionsBot(activity)) return true;
    const command = commandIn(text);
    if (command?.name === 'link') {
      await link(context, command.code);
      return true;
    }
    if (agent === undefined) {
      const isDesks = inThread !== undefined || agentsOnly.has(command?.name ?? '');
      if (isDesks) tell(context, words.notLinked);
      return isDesks;
    }
    if (command !== undefined) {
      await runCommand(context, agent, command);
      return true;
    }
    const chat = inThread ?? (await chatHere(activity, agent));
    if (chat === undefined) return false;
    if (inThread !== undefined && talk === 'personal') tell(context, words.writeAlone);
    else await passOn(context, agent, chat, text);
    return true;
  }

  /** The service that a channel is reached through can change. */
  async function refreshChannel(context: TurnContext): Promise<void> {
    const { activity } = context;
    if (isPersonal(activity)) return;
    const channel = await store.channel();
    if (channel?.channelId !== channelOf(activity)) return;
    const { serviceUrl } = JSON.parse(channel.reference) as Partial<ConversationReference>;
    if (serviceUrl !== activity.serviceUrl)
      await store.register({ ...channel, reference: JSON.stringify(placeOf(context)) });
  }

  return async (context) => {
    const { activity } = context;
    if (activity.channelId !== 'msteams') return false;
    await refreshChannel(context);
    const pressed = pressIn(activity);
    if (pressed !== undefined) {
      await takePress(context, pressed);
      return true;
    }
    if (activity.type === ActivityTypes.Message) return await takeWords(context);
    if (activity.type === ActivityTypes.MessageUpdate || activity.type === ActivityTypes.MessageDelete)
      return await takeEdit(context);
    if (activity.type !== ActivityTypes.Typing) return false;
    const agent = await store.agentOf(activity.from.id);
    const teamsChat = agent && (await chatHere(activity, agent));
    const chat = teamsChat && (await chats.find(teamsChat.reference));
    if (agent === undefined || chat === undefined || chat.agent?.id !== agent.id) return false;
    await showTyping(chat.conversationId, { name: agent.name });
    return true;
  };
}
