import type { Activity } from '#bot-framework/activity.ts';
import { DIRECT_LINE } from '#channel-ids.ts';

/**
 * Returns the id under which a conversation is stored. Ids from other channels cannot be trusted: prefixed with the
 * channel, none of them can pass for one of ours, or for another channel's.
 */
export const conversationKey = ({
  channelId,
  conversation,
}: Pick<Activity, 'channelId' | 'conversation'>): string =>
  channelId === DIRECT_LINE ? conversation.id : `${channelId}/${conversation.id}`;

/** Returns the channel of a stored conversation. */
export function channelOf(id: string): string {
  const slash = id.indexOf('/');
  return slash < 0 ? DIRECT_LINE : id.slice(0, slash);
}
