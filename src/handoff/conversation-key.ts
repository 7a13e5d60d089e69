import type { Activity } from '#bot-framework/activity.ts';

/** The channel whose conversations have ids of our own. */
const OWN_CHANNEL = 'directline';

/**
 * The id under which a conversation is kept. Ids of other channels are not ours to trust: with the channel before them
 * none of them can be taken for one of ours, or for one of a third channel.
 */
export const conversationKey = ({
  channelId,
  conversation,
}: Pick<Activity, 'channelId' | 'conversation'>): string =>
  channelId === OWN_CHANNEL ? conversation.id : `${channelId}/${conversation.id}`;
