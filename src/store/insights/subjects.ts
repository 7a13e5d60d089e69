import type { TurnFact } from '../turn-facts.ts';

type Asked = Pick<TurnFact, 'answer' | 'intent' | 'models'>;

/** What a question was about: the answer that it got, or else how it was read. */
const subjectOf = ({ answer, intent }: Asked): string | null => answer ?? intent;

/*
 * Two questions are about the same thing if they have one subject and no different models: both name a common model, or
 * one of them names none. With keys, matching questions are found without comparing every pair.
 */

/** The keys under which later or earlier questions find this one. */
export function keysOf(fact: Asked): string[] {
  const subject = subjectOf(fact);
  if (subject === null) return [];
  return [anyModel(subject), ...ownKeys(subject, fact.models)];
}

/** The keys under which questions about the same thing are found. */
export function keysOfSame(fact: Asked): string[] {
  const subject = subjectOf(fact);
  if (subject === null) return [];
  return fact.models.length === 0
    ? [anyModel(subject)]
    : [noModel(subject), ...ownKeys(subject, fact.models)];
}

const anyModel = (subject: string): string => `any\n${subject}`;
const noModel = (subject: string): string => `none\n${subject}`;

const ownKeys = (subject: string, models: readonly string[]): string[] =>
  models.length === 0 ? [noModel(subject)] : models.map((model) => `one\n${subject}\n${model}`);
