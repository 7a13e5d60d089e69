import type { Activity } from '#bot-framework/activity.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import { unescaped } from '#handoff/teams-desk/commands.ts';
import type { TeamsAgent, TeamsChat } from '#handoff/teams-desk/teams-desk-store.ts';
import { refusalOf as filesRefusal } from '#channels/botframework/incoming-files.ts';
import { uploadPath } from '#uploads/upload-address.ts';
import type { TeamsDeskParts } from './desk-parts.ts';
import { refusalOf } from './agent-notices.ts';

/** The client id of an agent's message, so that it is sent only once, however often Teams delivers it. */
export const clientIdOf = (activity: Activity): string =>
  `teams/${conversationKey(activity)}/${activity.id ?? ''}`;

/** Sends an agent's message, with its files, to the customer. @param text without the part meant for the bot */
export type ForwardToCustomer = (
  context: TurnContext,
  agent: TeamsAgent,
  teamsChat: TeamsChat,
  text: string,
) => Promise<void>;

/** Creates it. @param reply replies to the agent where they wrote */
export const createForwardToCustomer =
  (
    { desk, files }: Pick<TeamsDeskParts, 'desk' | 'files'>,
    reply: (context: TurnContext, text: string) => void,
  ): ForwardToCustomer =>
  async (context, agent, { reference }, given) => {
    const received = await files(context);
    const problem = filesRefusal(received);
    if (problem !== undefined) reply(context, problem);
    const text = unescaped(given);
    if (text === '' && received.files.length === 0) return;
    const attachments = received.files.map((file) => ({
      name: file.name,
      contentType: file.contentType,
      contentUrl: uploadPath(file),
    }));
    const clientId = clientIdOf(context.activity);
    const acted = await desk.say(agent, reference, { clientId, text, files: received.files, attachments });
    const refusal = refusalOf(acted);
    if (refusal !== undefined) reply(context, refusal);
  };
