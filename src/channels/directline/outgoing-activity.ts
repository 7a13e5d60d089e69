import type { Activity } from '#bot-framework/activity.ts';
import { DIRECT_LINE } from '#channel-ids.ts';
import type { WireActivity } from './incoming-activity.ts';

export interface Outgoing {
  conversationId: string;
  botAccount: { id: string; name: string };
  /** The visible activity it answers; undefined for what nobody asked for. */
  inReplyTo?: string | undefined;
  now: Date;
}

/** Kinds that are not for clients: they steer the adapter or serve the emulator. */
export const isForClients = ({ type }: Partial<Activity>): boolean =>
  type !== 'trace' && type !== 'invokeResponse' && type !== 'delay';

/**
 * An activity of the bot as clients need it: Web Chat sorts by `timestamp`, tells sides by `from.role`,
 * and holds a reply back for five seconds when it has never seen what `replyToId` names.
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
