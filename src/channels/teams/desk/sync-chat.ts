import type { Chat, ChatEnd } from '#handoff/chat.ts';
import type { TeamsChat } from '#handoff/teams-desk/teams-desk-store.ts';
import { isInTeams } from './chat-references.ts';
import type { TeamsDeskParts } from './desk-parts.ts';
import { createForwardToAgent, LEASE_MS } from './forward-to-agent.ts';
import { createShowCard } from './show-card.ts';
import { handleSyncFailure } from './sync-failure.ts';

const endings: Record<ChatEnd, string> = {
  customer: 'The customer has ended the chat.',
  agent: 'The chat is closed.',
  bot: 'The customer is back with the bot.',
  idle: 'The chat has ended after a long silence.',
  nobody: 'The chat is closed.',
};

/**
 * Creates the function that brings Teams up to date with a chat, unless another process is doing so.
 * @param followed it adds the conversations that agents in Teams have, and removes the others
 */
export function createSyncChat(parts: TeamsDeskParts, followed: Set<string>) {
  const { store, chats, clock } = parts;
  const showCard = createShowCard(parts);
  const agents = createForwardToAgent(parts);

  /** Sends what is new about a chat. @returns the changes to store */
  async function sendNews(chat: Chat, before: TeamsChat): Promise<Partial<TeamsChat>> {
    const isNews = before.cardId !== undefined || chat.state === 'waiting';
    const teamsChat = isNews ? await showCard(chat, before) : before;
    if (isInTeams(chat, teamsChat)) {
      await agents.forwardNew(chat, teamsChat);
      return {};
    }
    if (chat.state === 'closed') return await sendEnd(chat, teamsChat);
    if (teamsChat.agentId !== undefined) await sendLoss(chat, teamsChat, teamsChat.agentId);
    return {};
  }

  /** Tells the chat's agent that it is over. */
  async function sendEnd(chat: Chat, teamsChat: TeamsChat): Promise<Partial<TeamsChat>> {
    if (teamsChat.agentId !== undefined && chat.agent?.id === teamsChat.agentId) {
      if (chat.end === 'customer') await agents.forwardNew(chat, teamsChat);
      await agents.notifyAgent(teamsChat, endings[chat.end ?? 'agent']);
    }
    return { isOver: true };
  }

  /** Tells an agent that the chat is no longer theirs. */
  async function sendLoss(chat: Chat, teamsChat: TeamsChat, agentId: string): Promise<void> {
    const text =
      chat.state === 'connected'
        ? `${chat.agent?.name ?? 'A colleague'} now has the chat ${chat.reference}.`
        : `The chat ${chat.reference} is back in the queue.`;
    await agents.notifyAgent(teamsChat, text);
    // The same agent may have taken it again since.
    const now = await chats.find(chat.reference);
    if (now === undefined || !isInTeams(now, teamsChat)) await store.dropAgent(chat.reference, agentId);
  }

  return async (reference: string): Promise<void> => {
    const teamsChat = await store.lease(reference, clock(), LEASE_MS);
    const chat = teamsChat && (await chats.find(reference));
    if (teamsChat === undefined || chat === undefined) return;
    if (isInTeams(chat, teamsChat)) followed.add(chat.conversationId);
    else followed.delete(chat.conversationId);
    try {
      const change = await sendNews(chat, teamsChat);
      await store.update(reference, { ...change, failingSince: undefined }, clock());
    } catch (error) {
      await handleSyncFailure(parts, { chat, teamsChat }, error);
    }
  };
}
