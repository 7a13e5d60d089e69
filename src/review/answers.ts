import type { Knowledge } from '#knowledge/knowledge.ts';
import { patchIntents } from '#knowledge/intents.ts';
import { titleOf } from '#knowledge/titles.ts';
import type { DraftAnswer } from '#store/review.ts';
import type { ReviewAnswer } from './wire.ts';

/** The intent of questions that the bot is not meant to answer. */
export const OUT_OF_SCOPE = 'oos';
const OUT_OF_SCOPE_TITLE = 'Out of scope';
/** Stands for an answer that is yet to be drafted, while it is tried out. */
const NEW_ANSWER = 'new-answer';

/** What the bot can be taught to answer: the answers, the patch tables, a person, and the drafts of new answers. */
export function teachable(knowledge: Knowledge, drafts: readonly DraftAnswer[]): ReviewAnswer[] {
  const intents = [...knowledge.answers.keys(), ...patchIntents, 'human'];
  return [
    ...intents.map((id) => ({ id, title: titleOf(knowledge, id)?.question ?? id })),
    ...drafts.map(({ id, question }) => ({ id, title: question })),
  ];
}

/** The title of an intent, as people see it. */
export function readableTitle(knowledge: Knowledge, drafts: readonly DraftAnswer[], intent: string): string {
  if (intent === OUT_OF_SCOPE) return OUT_OF_SCOPE_TITLE;
  if (intent === NEW_ANSWER) return 'The new answer';
  const draft = drafts.find(({ id }) => id === intent);
  return draft?.question ?? titleOf(knowledge, intent)?.question ?? intent;
}

/** A new answer's id, one that is not taken yet. */
export function newAnswerId(question: string, taken: ReadonlySet<string>): string {
  const words = question
    .toLowerCase()
    .normalize('NFKD')
    .match(/[a-z0-9]+/g) ?? ['answer'];
  const id = `new.${words.slice(0, 6).join('-')}`;
  for (let number = 1; ; number += 1) {
    const numbered = number === 1 ? id : `${id}-${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}
