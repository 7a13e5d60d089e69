import { type Activity, ActivityTypes, CardFactory } from '#bot-framework/activity.ts';
import type { Chat } from '#handoff/chat.ts';
import type { TeamsChat } from '#handoff/teams-desk/teams-desk-store.ts';
import { isRefusedAlone, statusOf } from '#channels/botframework/send-outcome.ts';
import { cardOf, channelReference } from './chat-references.ts';
import type { TeamsDeskParts } from './desk-parts.ts';
import { cardStateOf } from './request-card.ts';

/**
 * Creates the function that posts a request's card to the support channel and keeps it up to date.
 * @returns the chat as Teams shows it now; throws the error that Teams returns
 */
export function createShowCard(parts: TeamsDeskParts) {
  const { store, sender, log } = parts;

  async function postCard(message: Partial<Activity>, seq: number): Promise<Partial<TeamsChat>> {
    const place = await channelReference(parts, undefined);
    if (place === undefined) return {};
    const cardId = await sender.send(place, message);
    return { cardId, threadId: `${place.conversation?.id ?? ''};messageid=${cardId}`, sentSeq: seq };
  }

  async function updateCard({ cardId = '', threadId }: TeamsChat, message: Partial<Activity>): Promise<void> {
    const place = await channelReference(parts, threadId);
    if (place === undefined) return;
    try {
      await sender.update(place, cardId, message);
    } catch (error) {
      // Somebody has deleted the card: the chat continues without it.
      if (statusOf(error) !== 404) throw error;
    }
  }

  return async (chat: Chat, teamsChat: TeamsChat): Promise<TeamsChat> => {
    const shown = cardStateOf(chat);
    if (teamsChat.shown === shown || (await store.channel()) === undefined) return teamsChat;
    const { card, seq } = await cardOf(parts, chat, teamsChat);
    const message = {
      type: ActivityTypes.Message,
      summary: card.fallbackText,
      attachments: [CardFactory.adaptiveCard(card)],
    };
    let change: Partial<TeamsChat> = { shown };
    try {
      if (teamsChat.cardId === undefined) change = { ...change, ...(await postCard(message, seq)) };
      else await updateCard(teamsChat, message);
    } catch (error) {
      if (!isRefusedAlone(error)) throw error;
      // Retried when the card changes; until then the chat continues without it.
      log.error({ err: error, reference: chat.reference }, 'Teams refused the card of a request');
    }
    await store.update(chat.reference, change);
    return { ...teamsChat, ...change };
  };
}
