import type { TurnFact } from '../turn-facts.ts';
import { keysOf, keysOfSame } from './subjects.ts';

/** What turns need to know about the chat that follows them. */
export interface ChatEnding {
  requestedAt: number;
  outcome: TurnFact['chatOutcome'];
  stars: number | null;
}

const MINUTE_MS = 60_000;
/** Asking about the same subject again within this time means that the answer did not help. */
const ASKED_AGAIN_MS = 30 * MINUTE_MS;
/** Returning with the same subject within this time withdraws a resolution. */
export const RETURN_MS = 72 * 60 * MINUTE_MS;

/** Whether a turn is a question to the bot; small talk is not. */
export const isQuestion = ({ outcome }: TurnFact): boolean => outcome !== 'small-talk';

/**
 * Adds to each turn what its conversation shows later. What is already known stays, unless the customer has changed
 * their mind.
 * @param facts the conversation's turns, in order
 * @param chats its chats with a person, in order
 */
export function withLaterFacts(facts: readonly TurnFact[], chats: readonly ChatEnding[]): TurnFact[] {
  const joined = facts.map((fact) => ({ ...fact }));
  const seen: Seen = { bySubject: new Map() };
  for (const [at, fact] of joined.entries()) {
    noteChoice(seen, fact);
    noteHelp(seen, fact);
    noteRepetition(seen, fact);
    if (fact.outcome === 'handed-over') notePerson(seen, fact, fact.at);
    remember(seen, fact, at);
  }
  for (const chat of chats) noteChat(joined, chat);
  return joined;
}

/** The latest turn of each kind so far: a conversation may be long, and is not searched again for every turn. */
interface Seen {
  askedBack?: TurnFact;
  /** The last question that the bot replied to, if it was answered. */
  answered?: TurnFact | undefined;
  question?: TurnFact;
  bySubject: Map<string, { fact: TurnFact; at: number }>;
}

function remember(seen: Seen, fact: TurnFact, at: number): void {
  if (!isQuestion(fact)) return;
  seen.question = fact;
  if (fact.outcome !== 'handed-over') seen.answered = fact.outcome === 'answered' ? fact : undefined;
  if (fact.outcome === 'asked-back') seen.askedBack = fact;
  else if (fact.outcome !== 'handed-over')
    for (const key of keysOf(fact)) seen.bySubject.set(key, { fact, at });
}

/** The customer chose what they had meant; the choice is recorded on the turn that asked. */
function noteChoice({ askedBack }: Seen, { rule, intent }: TurnFact): void {
  if (rule === 'choice' && askedBack !== undefined) askedBack.chosen ??= intent;
}

/** "That helped", or that it did not, refers to the reply just before; the newest such reaction counts. */
function noteHelp({ answered }: Seen, { intent, outcome }: TurnFact): void {
  if (outcome !== 'small-talk' || (intent !== 'feedback-good' && intent !== 'feedback-bad')) return;
  if (answered !== undefined) answered.helped = intent === 'feedback-good';
}

function noteRepetition({ bySubject }: Seen, fact: TurnFact): void {
  // A choice continues the clarifying question, and an option (“2.4 GHz”) continues a guided answer.
  if (!isQuestion(fact) || fact.rule === 'choice' || fact.intent === null) return;
  // A customer who asks for a person twice is waiting, and is not asking the same question again.
  if (fact.outcome === 'handed-over') return;
  const same = keysOfSame(fact).flatMap((key) => bySubject.get(key) ?? []);
  const earlier = same.toSorted((a, b) => b.at - a.at)[0]?.fact;
  if (earlier === undefined) return;
  const later = fact.at - earlier.at;
  if (later <= ASKED_AGAIN_MS) earlier.askedAgainAt ??= fact.at;
  else if (later <= RETURN_MS) earlier.returnedAt ??= fact.at;
}

/** A person was asked for, in this turn and because of the question before it. */
function notePerson({ question }: Seen, fact: TurnFact, at: number): void {
  fact.personAskedAt ??= at;
  if (question !== undefined) question.personAskedAt ??= at;
}

/**
 * A chat belongs to the turn that asked for it; if none did, to the turn before it, which stays the same whatever
 * follows.
 */
function noteChat(facts: readonly TurnFact[], { requestedAt, outcome, stars }: ChatEnding): void {
  const before = facts.findLastIndex((fact) => fact.at <= requestedAt);
  const asked =
    facts.findLast((fact, at) => at <= before && fact.personAskedAt !== null) ?? facts[Math.max(before, 0)];
  if (asked === undefined) return;
  asked.personAskedAt ??= requestedAt;
  asked.chatOutcome = outcome ?? asked.chatOutcome;
  asked.stars = stars ?? asked.stars;
}
