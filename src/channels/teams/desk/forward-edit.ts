import { createHash } from 'node:crypto';
import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { commandIn, unescaped } from '#handoff/teams-desk/commands.ts';
import type { TeamsAgent, TeamsChat } from '#handoff/teams-desk/teams-desk-store.ts';
import type { TranscriptActivity } from '#handoff/read-transcript.ts';
import { mentionsIn } from '../mentions.ts';
import { teamsText } from '../teams-text.ts';
import type { TeamsDeskParts } from './desk-parts.ts';
import { clientIdOf, type ForwardToCustomer } from './forward-to-customer.ts';
import * as words from './agent-notices.ts';

interface Ways {
  /** The chat that an agent's message is about. */
  chatOf: (activity: Activity, agent: TeamsAgent) => Promise<TeamsChat | undefined>;
  forwardToCustomer: ForwardToCustomer;
  /** Replies to the agent where they wrote. */
  reply: (context: TurnContext, text: string) => void;
}

const isForBot = (activity: Activity): boolean =>
  activity.conversation.conversationType === 'personal' || mentionsIn(activity).some(({ isBot }) => isBot);

/**
 * Creates the handler for an agent's edits. No channel can change a sent message, so the customer gets a correction. A
 * deleted message stays with the customer, and the bot tells the agent so.
 * @returns false if the edit is not about one of the agent's chats
 */
export const createForwardEdit =
  (
    {
      store,
      chats,
      desk,
      findByClientId,
    }: Pick<TeamsDeskParts, 'store' | 'chats' | 'desk' | 'findByClientId'>,
    { chatOf, forwardToCustomer, reply }: Ways,
  ) =>
  async (context: TurnContext): Promise<boolean> => {
    const { activity } = context;
    const agent = await store.agentOf(activity.from.id);
    const teamsChat = agent && (await chatOf(activity, agent));
    const chat = teamsChat && (await chats.find(teamsChat.reference));
    if (agent === undefined || teamsChat === undefined || chat === undefined) return false;
    const clientId = clientIdOf(activity);
    const body = await findByClientId(chat.conversationId, clientId);
    const before = body === undefined ? undefined : (JSON.parse(body) as TranscriptActivity).text;
    if (activity.type === ActivityTypes.MessageDelete) {
      if (before !== undefined) reply(context, words.notDeleted);
      return true;
    }
    // Colleagues also edit what they write to each other.
    if (before === undefined && !isForBot(activity)) return true;
    const text = teamsText(activity, { stripsAll: true });
    const edited = unescaped(text);
    if (commandIn(text) !== undefined) reply(context, words.editedCommand);
    else if (before === undefined) await forwardToCustomer(context, agent, teamsChat, text);
    else if (edited !== before && edited !== '') {
      const edition = createHash('sha256').update(edited).digest('hex').slice(0, 16);
      const correction = { clientId: `${clientId}/${edition}`, text: words.correction(edited) };
      const refusal = words.refusalOf(await desk.say(agent, chat.reference, correction));
      reply(context, refusal ?? words.corrected);
    }
    return true;
  };
