import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { FeedbackValue } from './channel-data.ts';

const LONGEST_ID = 200;

const feedback = z.object({
  answerId: z.string().min(1).max(LONGEST_ID),
  helpful: z.boolean(),
  activityId: z.string().min(1).max(LONGEST_ID),
});

/**
 * Whether an answer helped, as a client's event says it.
 * @returns undefined for every other event, and for one whose value is not usable: whoever sent it gets no reply
 */
export function feedbackIn({ name, value }: Activity): FeedbackValue | undefined {
  if (name !== 'feedback') return undefined;
  const parsed = feedback.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
