import type { Activity, ConversationReference } from '#bot-framework/activity.ts';
import { TurnContext } from '#bot-framework/turn.ts';
import type { TeamsAgent, TeamsChat } from '#handoff/teams-desk/teams-desk-store.ts';
import { isInTeams } from './chat-references.ts';
import type { TeamsDeskParts } from './desk-parts.ts';

/** Whether an activity comes from a private chat with the bot. */
export const isPersonal = ({ conversation }: Activity): boolean =>
  conversation.conversationType === 'personal';

/** The id of a Teams channel, without the id of a thread in it. */
export const channelIdOf = ({ conversation }: Activity): string => conversation.id.split(';', 1)[0] ?? '';

/** A reference to where an activity was written, for replying there. */
export function referenceOf({ activity }: TurnContext): Partial<ConversationReference> {
  const { activityId: _, ...place } = TurnContext.getConversationReference(activity);
  return place;
}

type FindParts = Pick<TeamsDeskParts, 'store' | 'chats' | 'talk'>;

/** Finds the customer's chat that belongs to an activity's conversation; undefined if none does. */
export async function chatHere(
  { store, chats, talk }: FindParts,
  activity: Activity,
  agent: TeamsAgent | undefined,
): Promise<TeamsChat | undefined> {
  if (!isPersonal(activity)) return await store.inThread(activity.conversation.id);
  if (agent === undefined || talk !== 'personal') return undefined;
  const teamsChat = await store.ofAgent(agent.id);
  if (teamsChat === undefined) return undefined;
  const chat = await chats.find(teamsChat.reference);
  // After the chat, the agent's private messages go to the bot again.
  return chat !== undefined && isInTeams(chat, teamsChat) ? teamsChat : undefined;
}

/** Finds the chat that an agent's message is about; undefined if there is none. */
export async function chatOfMessage(
  parts: FindParts,
  activity: Activity,
  agent: TeamsAgent,
): Promise<TeamsChat | undefined> {
  const isElsewhere = !isPersonal(activity) && parts.talk === 'personal';
  return isElsewhere ? undefined : await chatHere(parts, activity, agent);
}
