import type { Resolution } from '../schema/insights.ts';
import type { TurnFact } from '../turn-facts.ts';
import { isQuestion } from './later-facts.ts';

/** Reactions that say that an answer did not help. */
const complaints = new Set(['still-failing', 'feedback-bad', 'disagree']);

interface Standing {
  resolution: Resolution | null;
  /** Something went wrong, and only the customer saying otherwise can make up for it. */
  isMissed: boolean;
  /** The bot answered the last question that it replied to, and no agent has helped since. */
  isAnswered: boolean;
}

/**
 * Determines the resolution of a conversation with the bot, in the terms of docs/insights.md.
 * @param facts its turns, in order, with what became known later
 * @returns null if nothing was asked
 */
export function resolutionOf(facts: readonly TurnFact[]): Resolution | null {
  const standing: Standing = { resolution: null, isMissed: false, isAnswered: false };
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
  const { outcome, askedAgainAt, personAskedAt, chatOutcome, thumb, helped } = fact;
  if (outcome !== 'handed-over') standing.isAnswered = outcome === 'answered';
  if (chatOutcome !== null) standing.isAnswered = false;
  if (outcome === 'handed-over' || personAskedAt !== null) standing.isMissed = true;
  if (thumb === 1 || helped === true) confirm(standing);
  // A customer who asks again was not helped, whatever they clicked before.
  if (askedAgainAt !== null) standing.isMissed = true;
  if (thumb === -1 || helped === false) standing.isMissed = true;
  if (thumb === -1 || helped === false) standing.resolution = 'unresolved';
}

/**
 * "That helped" confirms the answer before it, whatever came between. Thanks may be mere politeness: they count only
 * right after an answer.
 */
function takeReaction(standing: Standing, { intent }: TurnFact): void {
  if (intent === null) return;
  const isStanding = standing.resolution === 'assumed' || standing.resolution === 'confirmed';
  if (intent === 'feedback-good' && standing.isAnswered) confirm(standing);
  else if (intent === 'thanks' && isStanding) confirm(standing);
  else if (complaints.has(intent)) {
    standing.isMissed = true;
    standing.resolution = 'unresolved';
  }
}

function confirm(standing: Standing): void {
  standing.resolution = 'confirmed';
  standing.isMissed = false;
}
