import type { Resolution } from '../schema/insights.ts';
import type { TurnFact } from '../turn-facts.ts';
import { isQuestion } from './later-facts.ts';

const thanks = new Set(['thanks', 'feedback-good']);
/** Reactions that say that an answer did not help. */
const complaints = new Set(['still-failing', 'feedback-bad', 'disagree']);

interface Standing {
  resolution: Resolution | null;
  /** Something went wrong, and only the customer saying otherwise can make up for it. */
  isMissed: boolean;
}

/**
 * Determines the resolution of a conversation with the bot, in the terms of docs/insights.md.
 * @param facts its turns, in order, with what became known later
 * @returns null if nothing was asked
 */
export function resolutionOf(facts: readonly TurnFact[]): Resolution | null {
  const standing: Standing = { resolution: null, isMissed: false };
  for (const fact of facts) {
    if (isQuestion(fact)) takeQuestion(standing, fact);
    else if (standing.resolution !== null) takeReaction(standing, fact);
  }
  if (standing.resolution === null) return null;
  if (facts.some(({ returnedAt }) => returnedAt !== null)) return 'unresolved';
  if (standing.resolution === 'confirmed') return 'confirmed';
  return standing.isMissed ? 'unresolved' : standing.resolution;
}

const afterQuestion = {
  answered: 'assumed',
  'asked-back': 'abandoned',
  unknown: 'unresolved',
  boundary: 'unresolved',
  'handed-over': 'unresolved',
} as const;

function takeQuestion(standing: Standing, fact: TurnFact): void {
  if (fact.outcome === 'small-talk') return;
  standing.resolution = afterQuestion[fact.outcome];
  const { outcome, askedAgainAt, personAskedAt, thumb, helped } = fact;
  if (outcome === 'handed-over' || personAskedAt !== null) standing.isMissed = true;
  if (thumb === 1 || helped === true) confirm(standing);
  // A customer who asks again was not helped, whatever they clicked before.
  if (askedAgainAt !== null) standing.isMissed = true;
  if (thumb === -1 || helped === false) standing.isMissed = true;
  if (thumb === -1 || helped === false) standing.resolution = 'unresolved';
}

/** Thanks count only after an answer: after "I don't know that" they are mere politeness. */
function takeReaction(standing: Standing, { intent }: TurnFact): void {
  if (intent === null) return;
  const isAnswered = standing.resolution === 'assumed' || standing.resolution === 'confirmed';
  if (thanks.has(intent) && isAnswered) confirm(standing);
  else if (complaints.has(intent)) {
    standing.isMissed = true;
    standing.resolution = 'unresolved';
  }
}

function confirm(standing: Standing): void {
  standing.resolution = 'confirmed';
  standing.isMissed = false;
}
