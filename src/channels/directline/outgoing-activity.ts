import type { Activity } from '#bot-framework/activity.ts';
import { DIRECT_LINE } from '#channel-ids.ts';
import type { WireActivity } from './incoming-activity.ts';

export interface Outgoing {
  conversationId: string;
  botAccount: { id: string; name: string };
  /** The visible activity that it answers; undefined for a proactive one. */
  inReplyTo?: string | undefined;
  now: Date;
}

/** Some types control the adapter or serve the emulator, and never go to clients. */
export const isForClients = ({ type }: Partial<Activity>): boolean =>
  type !== 'trace' && type !== 'invokeResponse' && type !== 'delay';

/**
 * Completes an activity of the bot for clients: Web Chat sorts by `timestamp`, tells the sides apart by `from.role`,
 * and holds a reply back for five seconds if it has not seen the activity that `replyToId` names.
 */
export function finish(
  activity: Partial<Activity>,
  { conversationId, botAccount, inReplyTo, now }: Outgoing,
): WireActivity {
  const { replyToId, recipient: _recipient, serviceUrl: _serviceUrl, id: _id, ...rest } = activity;
  return {
    ...rest,
    type: rest.type ?? 'message',
    timestamp: now,
    channelId: DIRECT_LINE,
    conversation: { id: conversationId },
    from: { ...botAccount, ...(rest.from?.name ? { name: rest.from.name } : {}), role: 'bot' },
    ...(inReplyTo !== undefined && (replyToId === undefined || replyToId === inReplyTo)
      ? { replyToId: inReplyTo }
      : {}),
  };
}
