import { z } from 'zod';
import type { Activity } from '#bot-framework/activity.ts';
import { DIRECT_LINE } from '#channel-ids.ts';
import { HttpProblem } from '#http/problem.ts';
import { activityFields, problemIn, withoutNulls } from '../activity-fields.ts';

/** The channel that this server speaks itself: its conversations and ids are ours alone. */
const isOwnChannel = (channelId: string): boolean => channelId.toLowerCase() === DIRECT_LINE;

/** What a turn needs of an activity; everything else passes through as it came. */
const activitySchema = z.looseObject({
  ...activityFields,
  type: z.string().min(1).max(100),
  id: z.string().max(1_000).optional(),
  // Ids of other channels are kept under "channel/conversation", so that none can be taken for another's.
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

/**
 * Checks that a request's body is an activity that a turn can run on. Dates of the wire become `Date`s.
 * @throws {HttpProblem} 400 that names the first field that is wrong.
 */
export function parseActivity(body: unknown): Activity {
  const parsed = activitySchema.safeParse(withoutNulls(body));
  if (!parsed.success) throw new HttpProblem(400, 'BadActivity', problemIn(parsed.error));
  if (isOwnChannel(parsed.data.channelId))
    throw new HttpProblem(
      400,
      'BadActivity',
      'Direct Line is spoken at /v3/directline; send activities of other channels here.',
    );
  const activity = structuredClone(parsed.data) as Record<string, unknown>;
  for (const field of ['timestamp', 'localTimestamp', 'expiration'] as const) {
    const time = Date.parse(parsed.data[field] ?? '');
    if (Number.isNaN(time)) delete activity[field];
    else activity[field] = new Date(time);
  }
  return activity as unknown as Activity;
}
