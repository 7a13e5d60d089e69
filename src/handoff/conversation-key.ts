import type { Activity } from '#bot-framework/activity.ts';
import { DIRECT_LINE } from '#channel-ids.ts';

/**
 * The id under which a conversation is kept. Ids of other channels are not ours to trust: with the channel before them
 * none of them can be taken for one of ours, or for one of a third channel.
 */
export const conversationKey = ({
  channelId,
  conversation,
}: Pick<Activity, 'channelId' | 'conversation'>): string =>
  channelId === DIRECT_LINE ? conversation.id : `${channelId}/${conversation.id}`;
