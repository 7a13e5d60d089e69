import type { StoredQuestion } from '#store/review-questions.ts';
import { type ReviewReason, reviewReasons } from './reason.ts';

/** How much a question with this reason is worth. */
const worth: Record<ReviewReason, number> = {
  unknown: 5,
  'not-chosen': 4,
  'not-helpful': 4,
  person: 3,
  'second-best': 2,
  'low-margin': 1,
};

/** From this probability on, a meaning that was not chosen is nearly as likely as the one that was. */
const NEARLY_AS_LIKELY = 0.3;

const isNearlyOther = ({ outcome, isByRule, runnersUp }: StoredQuestion): boolean =>
  outcome === 'answered' && !isByRule && (runnersUp[0]?.confidence ?? 0) >= NEARLY_AS_LIKELY;

const applies: Record<ReviewReason, (question: StoredQuestion) => boolean> = {
  unknown: ({ outcome }) => outcome === 'unknown',
  'not-chosen': ({ outcome, chosen }) => outcome === 'asked-back' && chosen === null,
  'not-helpful': ({ thumb, helped }) => thumb === -1 || helped === 0,
  person: ({ outcome, personAskedAt, at }) =>
    outcome !== 'handed-over' && outcome !== 'boundary' && personAskedAt !== null && personAskedAt >= at,
  'second-best': ({ chosen, intent }) => chosen !== null && chosen !== intent,
  'low-margin': isNearlyOther,
};

/** The reasons why a question is worth a look; empty if it is not. */
export const reasonsFor = (question: StoredQuestion): ReviewReason[] =>
  reviewReasons.filter((reason) => applies[reason](question));

/** What a question is worth, judged by its best reason. */
export const worthOf = (reasons: readonly ReviewReason[]): number =>
  Math.max(0, ...reasons.map((reason) => worth[reason]));
