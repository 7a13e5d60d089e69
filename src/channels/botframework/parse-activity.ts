import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { HttpProblem } from '../../http/problem.ts';

const account = z.looseObject({ id: z.string().max(1_000) });

/** What a turn needs of an activity; everything else passes through as it came. */
const activitySchema = z.looseObject({
  type: z.string().min(1).max(100),
  id: z.string().max(1_000).optional(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.string().max(2_000).optional(),
  text: z.string().nullish(),
  conversation: account,
  from: account.optional(),
  recipient: account.optional(),
  membersAdded: z.array(account).optional(),
  locale: z.string().max(100).nullish(),
  deliveryMode: z.string().optional(),
});

/**
 * Checks that a request's body is an activity that a turn can run on. Dates of the wire become `Date`s.
 * @throws {HttpProblem} 400 that names the first field that is wrong.
 */
export function parseActivity(body: unknown): Activity {
  const parsed = activitySchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    const message =
      field === '' ? 'The body is not an activity.' : `The activity's field "${field}" is missing or wrong.`;
    throw new HttpProblem(400, 'BadActivity', message);
  }
  const activity = structuredClone(parsed.data) as Record<string, unknown>;
  for (const field of ['timestamp', 'localTimestamp', 'expiration']) {
    const time = activity[field];
    if (typeof time === 'string') activity[field] = new Date(time);
  }
  return activity as unknown as Activity;
}
