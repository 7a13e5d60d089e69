import type { TurnFact } from '../turn-facts.ts';

/** What of a chat with a person matters to the turns before it. */
export interface ChatEnding {
  requestedAt: number;
  outcome: TurnFact['chatOutcome'];
  stars: number | null;
}

const MINUTE_MS = 60_000;
/** Asking about the same subject again within this time means that the answer did not do. */
const ASKED_AGAIN_MS = 30 * MINUTE_MS;
/** Being back with the same subject within this time withdraws a resolution. */
export const RETURN_MS = 72 * 60 * MINUTE_MS;

/** Whether a turn is a question to the bot; small talk is none. */
export const isQuestion = ({ outcome }: TurnFact): boolean => outcome !== 'small-talk';

/** What a question was about: the answer that it got, else how it was read. */
const subjectOf = ({ answer, intent }: TurnFact): string | null => answer ?? intent;

/** Whether two questions are about the same: one subject, and no different models. */
export function isSameSubject(one: TurnFact, other: TurnFact): boolean {
  const subject = subjectOf(one);
  if (subject === null || subject !== subjectOf(other)) return false;
  if (one.models.length === 0 || other.models.length === 0) return true;
  return one.models.some((model) => other.models.includes(model));
}

/**
 * Joins to each turn what its conversation shows later. What is known already stays.
 * @param facts the conversation's turns, in order
 * @param chats its chats with a person, in order
 */
export function withLaterFacts(facts: readonly TurnFact[], chats: readonly ChatEnding[]): TurnFact[] {
  const joined = facts.map((fact) => ({ ...fact }));
  for (const [at, fact] of joined.entries()) {
    const before = joined.slice(0, at);
    noteChoice(before, fact);
    noteHelp(before, fact);
    noteRepetition(before, fact);
    if (fact.outcome === 'handed-over') notePerson(before, fact, fact.at);
  }
  for (const chat of chats) noteChat(joined, chat);
  return joined;
}

/** The customer chose what they had meant: the turn that asked back learns of it. */
function noteChoice(before: readonly TurnFact[], { rule, intent }: TurnFact): void {
  if (rule !== 'choice') return;
  const asked = before.findLast(({ outcome }) => outcome === 'asked-back');
  if (asked !== undefined) asked.chosen ??= intent;
}

/** "That helped", or that it did not, is about the answer before. */
function noteHelp(before: readonly TurnFact[], { intent, outcome }: TurnFact): void {
  if (outcome !== 'small-talk' || (intent !== 'feedback-good' && intent !== 'feedback-bad')) return;
  const answered = before.findLast((fact) => fact.outcome === 'answered');
  if (answered !== undefined) answered.helped ??= intent === 'feedback-good';
}

function noteRepetition(before: readonly TurnFact[], fact: TurnFact): void {
  // A choice goes on with the question that was asked back, and an option (“2.4 GHz”) with a guided answer.
  if (!isQuestion(fact) || fact.rule === 'choice' || fact.intent === null) return;
  const earlier = before.findLast(
    (each) => isQuestion(each) && each.outcome !== 'asked-back' && isSameSubject(each, fact),
  );
  if (earlier === undefined) return;
  const later = fact.at - earlier.at;
  if (later <= ASKED_AGAIN_MS) earlier.askedAgainAt ??= fact.at;
  else if (later <= RETURN_MS) earlier.returnedAt ??= fact.at;
}

/** A person was asked for: in this turn, and because of the question before it. */
function notePerson(before: readonly TurnFact[], fact: TurnFact, at: number): void {
  fact.personAskedAt ??= at;
  const led = before.findLast(isQuestion);
  if (led !== undefined) led.personAskedAt ??= at;
}

/** A chat belongs to the turn that asked for it. */
function noteChat(facts: readonly TurnFact[], { requestedAt, outcome, stars }: ChatEnding): void {
  const asked =
    facts.findLast((fact) => fact.at <= requestedAt && fact.personAskedAt !== null) ?? facts.at(-1);
  if (asked === undefined) return;
  asked.personAskedAt ??= requestedAt;
  asked.chatOutcome = outcome ?? asked.chatOutcome;
  asked.stars = stars ?? asked.stars;
}
