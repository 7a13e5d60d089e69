import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { Answer } from '../src/knowledge/schema.ts';
import type { Reply } from './reply.ts';
import { sourceLine } from './source-line.ts';
import { choicesFor } from './titles.ts';

/** What this customer's question adds to an answer: sentences before it and after it. */
export interface Added {
  before?: readonly string[];
  after?: readonly string[];
}

/** An answer as a reply: the short form, steps, detail, source; what people ask next as choices. */
export function answerReply(
  knowledge: Knowledge,
  answer: Answer,
  { before = [], after = [] }: Added = {},
): Reply {
  const steps = answer.steps?.map((step, at) => `${at + 1}. ${step}`).join('\n');
  const parts = [
    ...before,
    answer.short,
    steps,
    answer.detail,
    ...after,
    sourceLine(knowledge, answer.source),
  ];
  return {
    kind: 'answer',
    text: parts.filter((part) => part !== undefined && part !== '').join('\n\n'),
    choices: choicesFor(knowledge, answer.followUps),
    answerId: answer.id,
  };
}
