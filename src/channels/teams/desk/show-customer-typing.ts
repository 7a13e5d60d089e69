import { ActivityTypes } from '#bot-framework/activity.ts';
import { agentReference, isInTeams } from './chat-references.ts';
import type { TeamsDeskParts } from './desk-parts.ts';

/** Shows the agent at most this often that the customer is typing. */
const TYPING_MS = 3000;
const MAX_TYPING = 1000;

/** Creates the function that shows an agent in Teams that the customer is typing. It never throws. */
export function createShowCustomerTyping(parts: TeamsDeskParts) {
  const { store, chats, sender, clock, log } = parts;
  const shownAt = new Map<string, number>();

  async function show(conversationId: string): Promise<void> {
    const now = clock().getTime();
    if (now - (shownAt.get(conversationId) ?? -TYPING_MS) < TYPING_MS) return;
    const chat = await chats.newestIn(conversationId);
    const teamsChat = chat && (await store.find(chat.reference));
    if (chat === undefined || teamsChat === undefined || !isInTeams(chat, teamsChat)) return;
    if (shownAt.size > MAX_TYPING) shownAt.clear();
    shownAt.set(conversationId, now);
    const reference = await agentReference(parts, teamsChat);
    if (reference !== undefined) await sender.send(reference, { type: ActivityTypes.Typing });
  }

  return async (conversationId: string): Promise<void> => {
    try {
      await show(conversationId);
    } catch (error) {
      log.debug({ err: error }, 'could not show typing in Teams');
    }
  };
}
