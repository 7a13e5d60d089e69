import { ActivityTypes } from '#bot-framework/activity.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import type { Chat } from '#handoff/chat.ts';
import type { TeamsChat } from '#handoff/teams-desk/teams-desk-store.ts';
import { cardOf, isInTeams, agentReference } from './chat-references.ts';
import { doPress, type Pressed } from './desk-buttons.ts';
import { channelIdOf, isPersonal } from './find-chat.ts';
import type { CommandParts } from './run-command.ts';
import type { SendInBackground } from './send-in-background.ts';
import * as words from './agent-notices.ts';

interface PressParts extends CommandParts {
  sendInBackground: SendInBackground;
}

/** Handles a press on a request's card and replies with the updated card or a sentence. */
export async function handlePress(
  parts: PressParts,
  context: TurnContext,
  { by, press }: Pressed,
): Promise<void> {
  const { store, acts, onChange } = parts;
  const { activity } = context;
  const refuse = async (text: string): Promise<void> => {
    if (by === 'message') parts.reply(context, text);
    else await answerInvoke(context, 'application/vnd.microsoft.activity.message', text);
  };
  const agent = await store.agentOf(activity.from.id);
  if (agent === undefined) return await refuse(words.notLinked);
  const teamsChat = press && (await store.find(press.reference));
  // A press counts only where the bot put the button: in the support channel or a private chat with the agent.
  const isOurs = isPersonal(activity) || (await store.channel())?.channelId === channelIdOf(activity);
  if (press === undefined || teamsChat === undefined || !isOurs) return await refuse(words.staleButton);
  const acted = await doPress(acts, agent, press);
  if (acted.kind !== 'done') return await refuse(words.refusalOf(acted) ?? words.staleButton);
  const now = (await store.find(press.reference)) ?? teamsChat;
  if (by === 'invoke') {
    const { card } = await cardOf(parts, acted.chat, now);
    await answerInvoke(context, 'application/vnd.microsoft.card.adaptive', card);
  }
  if (press.verb === 'desk.claim' && isInTeams(acted.chat, now)) await explainTalk(parts, acted.chat, now);
  onChange();
}

/** Responds to an invoke with a card that replaces the pressed one, or with a sentence. */
async function answerInvoke(context: TurnContext, type: string, value: unknown): Promise<void> {
  const body = { statusCode: 200, type, value };
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body } });
}

/** Tells the agent who has claimed a chat where to write to the customer, in that very place. */
async function explainTalk(parts: PressParts, chat: Chat, teamsChat: TeamsChat): Promise<void> {
  const place = await agentReference(parts, teamsChat);
  if (place === undefined) return;
  const text = words.taken(chat, parts.talk);
  parts.sendInBackground(place, { type: ActivityTypes.Message, text, textFormat: 'plain' });
}
