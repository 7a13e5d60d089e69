import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { wellFormedIn } from '../../text/well-formed.ts';
import { HttpProblem } from '../http-server.ts';

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

/** Deeper JSON is no activity; reading it further costs without use. */
const deepest = 40;

function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth >= deepest || Object.values(value).some((inner) => isTooDeep(inner, depth + 1));
}

/**
 * Checks that a request's body is an activity that a turn can run on. Its text is made well-formed, dates of the
 * wire become `Date`s.
 * @throws {HttpProblem} 400 that names the first field that is wrong.
 */
export function parseActivity(body: unknown): Activity {
  if (isTooDeep(body)) throw new HttpProblem(400, 'BadActivity', 'The activity is nested too deeply.');
  const parsed = activitySchema.safeParse(wellFormedIn(body));
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
