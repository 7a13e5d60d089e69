import { type PeriodicTask, createPeriodicTask } from '#time/periodic-task.ts';
import type { TeamsDeskParts } from './desk-parts.ts';
import { createShowCustomerTyping } from './show-customer-typing.ts';
import { createSyncChat } from './sync-chat.ts';

const INTERVAL_MS = 2000;

/** Keeps Teams informed about chats: a card for each, and the customer's messages for its agent. */
export interface TeamsDeskNotifier extends PeriodicTask {
  /** Called for new messages in a conversation; forwards them if an agent in Teams has it. */
  onActivities(conversationId: string): void;
  /** Shows an agent in Teams that the customer is typing. Never throws. */
  showCustomerTyping(conversationId: string): Promise<void>;
}

/** Creates it. Each chat is sent at least once, in order; its card shows its state. */
export function createTeamsDeskNotifier(parts: TeamsDeskParts): TeamsDeskNotifier {
  const { store, chats, log } = parts;
  /** Conversations that agents in Teams had at the last check, so that all others cost nothing here. */
  const followed = new Set<string>();
  const syncChat = createSyncChat(parts, followed);
  const showCustomerTyping = createShowCustomerTyping(parts);

  async function syncAll(): Promise<void> {
    try {
      if ((await store.channel()) !== undefined)
        for (const { reference } of await chats.waiting()) await store.begin(reference);
      await Promise.all((await store.open()).map(({ reference }) => syncChat(reference)));
    } catch (error) {
      log.warn({ err: error }, 'could not check for chats to send to Teams; trying again');
    }
  }

  const repeated = createPeriodicTask(syncAll, INTERVAL_MS);
  return {
    ...repeated,
    onActivities(conversationId) {
      if (followed.has(conversationId)) void repeated.runNow();
    },
    async showCustomerTyping(conversationId) {
      if (followed.has(conversationId)) await showCustomerTyping(conversationId);
    },
  };
}
