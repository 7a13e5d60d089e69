import type { Store } from '#store/store.ts';

/** Builds the function that finds the conversation of a chat or a ticket; the two share one kind of reference. */
export const conversationIn =
  ({ chats, tickets }: Pick<Store, 'chats' | 'tickets'>) =>
  async (reference: string): Promise<string | undefined> =>
    ((await chats.find(reference)) ?? (await tickets.find(reference)))?.conversationId;
