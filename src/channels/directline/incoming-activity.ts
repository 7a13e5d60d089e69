import { DIRECT_LINE } from '#channel-ids.ts';
import { badArgument } from '#http/problem.ts';
import type { Input } from '#http/route.ts';
import type { Conversation } from '#store/conversations.ts';
import { z } from 'zod';
import { cutText } from '#text/cut-text.ts';
import { plainName } from '#text/plain-name.ts';
import { activityFields, problemIn, withoutNulls } from '../activity-fields.ts';
import { visitorAttachments } from './visitor-attachments.ts';

/** An activity as JSON, as clients send and receive it. */
export interface WireActivity {
  type: string;
  [field: string]: unknown;
}

/** The types that a visitor may send. Any other (above all conversationUpdate) would speak for the channel. */
const TYPES = ['message', 'event', 'messageReaction', 'endOfConversation', 'typing'] as const;
const MAX_NAME = 100;

/** The example in the description of the API. */
const EXAMPLE = {
  type: 'message',
  from: { id: 'customer', name: 'Customer' },
  text: 'Is the ESR900 patched?',
  locale: 'en',
  localTimezone: 'Europe/Berlin',
  channelData: { clientActivityID: 'a-client-id' },
};

const sentSchema = z.looseObject({
  ...activityFields,
  type: z.enum(TYPES),
  from: z.looseObject({ name: z.string().optional() }).optional().catch(undefined),
  attachments: activityFields.attachments.refine((files) => (files ?? []).length <= 20),
  channelData: z
    .looseObject({ clientActivityID: z.string().max(200).nullish() })
    .transform(
      ({ reply: _reply, agent: _agent, handoff: _handoff, notice: _notice, forAgents: _forAgents, ...own }) =>
        own,
    )
    .optional(),
});

type SentActivity = z.output<typeof sentSchema>;

/** The schema of what a client sends. */
export const sentActivity: Input<SentActivity> = {
  schema: z.preprocess(withoutNulls, sentSchema).meta({ id: 'SentActivity', examples: [EXAMPLE] }),
  refuse: (error) => badArgument(problemIn(error)),
};

// Facts that only the channel may state, and a delivery mode that would make the bot buffer its replies.
const NOT_THE_CLIENTS = [
  'id',
  'timestamp',
  'channelId',
  'conversation',
  'recipient',
  'serviceUrl',
  'callerId',
  'deliveryMode',
  'expiration',
] as const;

export interface Sender {
  conversationId: string;
  userId: string;
  userName?: string | undefined;
}

interface CheckedActivity {
  /** Complete except for its id. */
  activity: WireActivity;
  clientId: string | undefined;
}

/**
 * Sets the real sender on a client's activity. Removes the channel data that only the bot and agents may set
 * (`channelData.agent` …).
 */
export function withSender(
  sent: SentActivity,
  { conversationId, userId, userName }: Sender,
  now: Date,
): CheckedActivity {
  const { type, from, channelData, attachments } = sent;
  const given: Record<string, unknown> = { ...sent };
  for (const field of NOT_THE_CLIENTS) delete given[field];
  const name = userName ?? from?.name;
  return {
    activity: {
      ...given,
      ...(attachments === undefined ? {} : { attachments: visitorAttachments(attachments) }),
      type,
      timestamp: now,
      channelId: DIRECT_LINE,
      conversation: { id: conversationId },
      from: {
        id: userId,
        ...(name === undefined ? {} : { name: cutText(plainName(name), MAX_NAME) }),
        role: 'user',
      },
    },
    clientId: ownId(channelData?.clientActivityID ?? ''),
  };
}

/**
 * The client's own id of its message, as stored. Ids with a slash are ours (`agent/…`); no client can use one first.
 * @returns undefined if the client gives none
 */
const ownId = (id: string): string | undefined =>
  id === '' ? undefined : id.includes('/') ? `visitor/${id}` : id;

/**
 * The activity that announces a new conversation to the bot and makes it greet. Its `from` is the conversation, as on
 * Microsoft's Direct Line, because no user state may be written in its turn.
 */
export const joinActivity = (
  { id, userId, userName, locale }: Conversation,
  botAccount: { id: string; name: string },
  now: Date,
): WireActivity => ({
  type: 'conversationUpdate',
  timestamp: now,
  channelId: DIRECT_LINE,
  conversation: { id },
  from: { id },
  membersAdded: [botAccount, { id: userId, name: userName ?? '' }],
  ...(locale === undefined ? {} : { locale }),
});
