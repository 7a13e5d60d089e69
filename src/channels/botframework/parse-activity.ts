import { z } from 'zod';
import type { Activity } from '#bot-framework/activity.ts';
import { DIRECT_LINE } from '#channel-ids.ts';
import { HttpProblem } from '#http/problem.ts';
import type { Input } from '#http/route.ts';
import { activityFields, problemIn, withoutNulls } from '../activity-fields.ts';

/** Whether this server itself implements the channel: if so, its conversations and ids are ours alone. */
const isOwnChannel = (channelId: string): boolean => channelId.toLowerCase() === DIRECT_LINE;

/** The example in the description of the API. */
const EXAMPLE = {
  type: 'message',
  id: 'activity-1',
  timestamp: '2026-01-01T00:00:00.000Z',
  localTimezone: 'Europe/Berlin',
  locale: 'en-US',
  channelId: 'emulator',
  serviceUrl: 'http://127.0.0.1:1/',
  from: { id: 'customer', name: 'Customer', role: 'user' },
  recipient: { id: 'bot', name: 'Bot' },
  conversation: { id: 'conversation-1', conversationType: 'personal', isGroup: false },
  text: 'Is the ESR900 patched?',
  textFormat: 'plain',
  deliveryMode: 'expectReplies',
};

const activitySchema = z.looseObject({
  ...activityFields,
  type: z.string().min(1).max(100),
  id: z.string().max(1_000).optional(),
  // Ids of other channels are stored as "channel/conversation", so that they cannot be confused.
  channelId: z.string().regex(/^[\w.:-]{1,100}$/),
  serviceUrl: z.string().max(2_000).optional(),
  conversation: z.looseObject({
    id: z.string().min(1).max(1_000),
    name: z.string().max(1_000).optional(),
    conversationType: z.string().max(100).optional(),
    tenantId: z.string().max(100).optional(),
    isGroup: z.boolean().optional(),
  }),
});

type ReceivedActivity = z.infer<typeof activitySchema>;

const badActivity = (problem: string): HttpProblem => new HttpProblem(400, 'BadActivity', problem);

/** The schema of what a turn needs of an activity; everything else passes through unchanged. */
export const receivedActivity: Input<ReceivedActivity> = {
  schema: z.preprocess(withoutNulls, activitySchema).meta({ examples: [EXAMPLE] }),
  refuse: (error) => badActivity(problemIn(error)),
};

/**
 * Turns a received activity into one that a turn can run on: its dates become `Date`s.
 * @throws {HttpProblem} 400 for an activity of a channel that has another endpoint
 */
export function asTurnActivity(received: ReceivedActivity): Activity {
  if (isOwnChannel(received.channelId))
    throw badActivity(
      'Direct Line has its own endpoint at /v3/directline; send only activities of other channels here.',
    );
  const activity = structuredClone(received) as Record<string, unknown>;
  for (const field of ['timestamp', 'localTimestamp', 'expiration'] as const) {
    const time = Date.parse(received[field] ?? '');
    if (Number.isNaN(time)) delete activity[field];
    else activity[field] = new Date(time);
  }
  return activity as unknown as Activity;
}
