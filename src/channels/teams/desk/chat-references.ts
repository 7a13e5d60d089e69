import type { ConversationReference } from '#bot-framework/activity.ts';
import type { Chat } from '#handoff/chat.ts';
import type { TeamsChat } from '#handoff/teams-desk/teams-desk-store.ts';
import { recentTranscript } from '#handoff/read-transcript.ts';
import type { AdaptiveCard } from '../cards/card.ts';
import type { TeamsDeskParts } from './desk-parts.ts';
import { requestCard } from './request-card.ts';

/** Whether the chat's agent handles it in Teams. */
export const isInTeams = (chat: Chat, { agentId }: TeamsChat): boolean =>
  chat.state === 'connected' && chat.agent !== undefined && chat.agent.id === agentId;

/** A conversation reference in the support channel. @param threadId undefined for the channel itself */
export async function channelReference(
  { store }: Pick<TeamsDeskParts, 'store'>,
  threadId: string | undefined,
): Promise<Partial<ConversationReference> | undefined> {
  const channel = await store.channel();
  if (channel === undefined) return undefined;
  const reference = JSON.parse(channel.reference) as Partial<ConversationReference>;
  const conversation = { ...reference.conversation, id: threadId ?? channel.channelId };
  return { ...reference, conversation } as Partial<ConversationReference>;
}

/** Where the chat's agent reads and writes; undefined if it no longer exists. */
export async function agentReference(
  parts: Pick<TeamsDeskParts, 'store' | 'talk' | 'referenceOf'>,
  { threadId, agentId }: TeamsChat,
): Promise<Partial<ConversationReference> | undefined> {
  if (parts.talk === 'thread')
    return threadId === undefined ? undefined : await channelReference(parts, threadId);
  const agent = agentId === undefined ? undefined : await parts.store.linkedAgent(agentId);
  return agent && (await parts.referenceOf(agent.conversationId));
}

/**
 * The chat's card in its current state.
 * @returns the card, with the sequence number of the newest message on it
 */
export async function cardOf(
  { readNewest, titleOf, devicesOf }: Pick<TeamsDeskParts, 'readNewest' | 'titleOf' | 'devicesOf'>,
  chat: Chat,
  teamsChat: TeamsChat,
): Promise<{ card: AdaptiveCard; seq: number }> {
  const { lines } = await recentTranscript(readNewest, chat.conversationId);
  const card = requestCard({
    chat,
    subject: chat.intent === undefined ? undefined : titleOf(chat.intent),
    devices: devicesOf(chat.models),
    lines: lines
      .filter(({ seq }) => teamsChat.cardId === undefined || seq <= teamsChat.sentSeq)
      .map(({ activity }) => activity),
    isInTeams: isInTeams(chat, teamsChat),
  });
  return { card, seq: lines.at(-1)?.seq ?? 0 };
}
