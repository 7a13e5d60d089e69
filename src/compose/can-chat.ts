import { DIRECT_LINE } from '#channel-ids.ts';
import type { Store } from '#store/store.ts';

/** Creates the check whether messages can reach a customer later: on a connector channel, a customer can block the bot. */
export const createCanChat =
  ({ connectorConversations }: Pick<Store, 'connectorConversations'>) =>
  async ({ channelId, conversationId }: { channelId: string; conversationId: string }): Promise<boolean> =>
    channelId === DIRECT_LINE || (await connectorConversations.isReachable(conversationId));
