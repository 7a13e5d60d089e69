import { ActivityTypes } from '#bot-framework/activity.ts';
import type { Chat, ChatEnd } from '#handoff/chat.ts';
import { backInQueue } from '#handoff/chat-notices.ts';
import { type PeriodicTask, createPeriodicTask } from '#handoff/periodic-task.ts';
import { returnToQueue } from '#handoff/return-to-queue.ts';
import type { TeamsChat } from '#handoff/teams-desk/teams-desk-store.ts';
import { BACKOFF, outcomeOf } from '#channels/botframework/send-outcome.ts';
import { triesWithin } from '#time/backoff.ts';
import { createForwardToAgent, LEASE_MS } from './forward-to-agent.ts';
import { isInTeams, agentReference } from './chat-references.ts';
import type { TeamsDeskParts } from './desk-parts.ts';
import { TooSoon } from './rate-limited-sender.ts';
import { createShowCard } from './show-card.ts';

const INTERVAL_MS = 2000;
const LONGEST_WAIT_MS = 60_000;
/** Shows the agent at most this often that the customer is typing. */
const TYPING_MS = 3000;
const MOST_TYPING = 1000;

/** Keeps Teams informed about chats: a card for each, and the customer's messages for its agent. */
export interface TeamsDeskNotifier extends PeriodicTask {
  /** Called for new messages in a conversation; forwards them if an agent in Teams has it. */
  onActivities(conversationId: string): void;
  /** Shows an agent in Teams that the customer is typing. Never throws. */
  showCustomerTyping(conversationId: string): Promise<void>;
}

const endings: Record<ChatEnd, string> = {
  customer: 'The customer has ended the chat.',
  agent: 'The chat is closed.',
  bot: 'The customer is back with the bot.',
  idle: 'The chat has ended after a long silence.',
  nobody: 'The chat is closed.',
};

/** Creates it. Each chat is sent at least once, in order; its card shows its state. */
export function createTeamsDeskNotifier(parts: TeamsDeskParts): TeamsDeskNotifier {
  const { store, chats, sender, presenceTimeoutMs, ages, clock, random, log } = parts;
  const showCard = createShowCard(parts);
  const agents = createForwardToAgent(parts);
  const typingShownAt = new Map<string, number>();
  /** Conversations that agents in Teams had at the last check, so that all others cost nothing here. */
  const followed = new Set<string>();

  /** Sends what is new about a chat. @returns the changes to store */
  async function step(chat: Chat, before: TeamsChat): Promise<Partial<TeamsChat>> {
    const isNews = before.cardId !== undefined || chat.state === 'waiting';
    const teamsChat = isNews ? await showCard(chat, before) : before;
    if (isInTeams(chat, teamsChat)) {
      await agents.forwardNew(chat, teamsChat);
      return {};
    }
    if (chat.state === 'closed') {
      if (teamsChat.agentId !== undefined && chat.agent?.id === teamsChat.agentId) {
        if (chat.end === 'customer') await agents.forwardNew(chat, teamsChat);
        await agents.notifyAgent(teamsChat, endings[chat.end ?? 'agent']);
      }
      return { isOver: true };
    }
    if (teamsChat.agentId === undefined) return {};
    const text =
      chat.state === 'connected'
        ? `${chat.agent?.name ?? 'A colleague'} now has the chat ${chat.reference}.`
        : `The chat ${chat.reference} is back in the queue.`;
    await agents.notifyAgent(teamsChat, text);
    // They may have taken it again meanwhile.
    const now = await chats.find(chat.reference);
    return now !== undefined && isInTeams(now, teamsChat) ? {} : { agentId: undefined };
  }

  async function failed(chat: Chat, teamsChat: TeamsChat, error: unknown): Promise<void> {
    const now = clock();
    if (error instanceof TooSoon) {
      await store.update(chat.reference, {}, new Date(now.getTime() + error.waitMs));
      return;
    }
    log.warn({ err: error, reference: chat.reference }, 'could not send a chat to Teams; trying again');
    const failingSince = teamsChat.failingSince ?? now;
    const failing = ages.ageOf(failingSince) ?? 0;
    const outcome = outcomeOf(error, { tries: triesWithin(BACKOFF, failing), now, random: random() });
    const isGone = failing >= presenceTimeoutMs || outcome.kind === 'unreachable';
    const waitMs = outcome.kind === 'again' ? outcome.waitMs : LONGEST_WAIT_MS;
    const change = { failingSince, ...(chat.state === 'closed' && isGone && { isOver: true }) };
    await store.update(chat.reference, change, new Date(now.getTime() + Math.min(waitMs, LONGEST_WAIT_MS)));
    // No chat is lost: an agent at another desk can take it.
    if (isGone && isInTeams(chat, teamsChat) && chat.agent !== undefined) {
      await store.update(chat.reference, { agentId: undefined });
      const { reference, agent } = chat;
      await returnToQueue(chats, { reference, agentId: agent.id }, (lost) => backInQueue(lost, ''));
    }
  }

  async function work(reference: string): Promise<void> {
    const teamsChat = await store.lease(reference, clock(), LEASE_MS);
    const chat = teamsChat && (await chats.find(reference));
    if (teamsChat === undefined || chat === undefined) return;
    if (isInTeams(chat, teamsChat)) followed.add(chat.conversationId);
    else followed.delete(chat.conversationId);
    try {
      const change = await step(chat, teamsChat);
      await store.update(reference, { ...change, failingSince: undefined }, clock());
    } catch (error) {
      await failed(chat, teamsChat, error);
    }
  }

  async function workAll(): Promise<void> {
    try {
      if ((await store.channel()) !== undefined)
        for (const { reference } of await chats.waiting()) await store.begin(reference);
      await Promise.all((await store.open()).map(({ reference }) => work(reference)));
    } catch (error) {
      log.warn({ err: error }, 'could not look for chats for Teams; trying again');
    }
  }

  const repeated = createPeriodicTask(workAll, INTERVAL_MS);
  return {
    ...repeated,
    onActivities(conversationId) {
      if (followed.has(conversationId)) void repeated.runNow();
    },
    async showCustomerTyping(conversationId) {
      try {
        if (!followed.has(conversationId)) return;
        const now = clock().getTime();
        if (now - (typingShownAt.get(conversationId) ?? -TYPING_MS) < TYPING_MS) return;
        const chat = await chats.newestIn(conversationId);
        const teamsChat = chat && (await store.find(chat.reference));
        if (chat === undefined || teamsChat === undefined || !isInTeams(chat, teamsChat)) return;
        if (typingShownAt.size > MOST_TYPING) typingShownAt.clear();
        typingShownAt.set(conversationId, now);
        const place = await agentReference(parts, teamsChat);
        if (place !== undefined) await sender.send(place, { type: ActivityTypes.Typing });
      } catch (error) {
        log.debug({ err: error }, 'could not show typing in Teams');
      }
    },
  };
}
