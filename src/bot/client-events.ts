import { z } from 'zod';
import type { Activity } from '#bot-framework/activity.ts';
import type { FeedbackValue, RatingValue } from './channel-data.ts';

const LONGEST_ID = 200;
const LONGEST_COMMENT = 1000;

const feedback = z.object({
  answerId: z.string().min(1).max(LONGEST_ID),
  helpful: z.boolean(),
  activityId: z.string().min(1).max(LONGEST_ID),
});

/**
 * Reads from a client's event whether an answer helped.
 * @returns undefined for every other event, and for an invalid value, which gets no reply
 */
export function feedbackIn({ name, value }: Activity): FeedbackValue | undefined {
  if (name !== 'feedback') return undefined;
  const parsed = feedback.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

const rating = z.object({
  reference: z.string().min(1).max(LONGEST_ID),
  stars: z.number().int().min(1).max(5),
  comment: z.string().max(LONGEST_COMMENT).optional(),
});

/** Reads the rating of a chat from a client's event. @returns undefined in the same cases */
export function ratingIn({ name, value }: Activity): RatingValue | undefined {
  if (name !== 'handoff.rating') return undefined;
  const parsed = rating.safeParse(value);
  if (!parsed.success) return undefined;
  const { comment, ...rest } = parsed.data;
  return comment === undefined ? rest : { ...rest, comment };
}

const leaving = z.object({ reference: z.string().min(1).max(LONGEST_ID).optional() }).catch({});

/**
 * Reads from a client's event that the customer leaves the queue or the chat.
 * @returns undefined for every other event; without a reference, it is about whichever chat is open
 */
export function leavingIn({ name, value }: Activity): z.infer<typeof leaving> | undefined {
  return name === 'handoff.leave' ? leaving.parse(value) : undefined;
}
