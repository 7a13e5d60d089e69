import { wholeText } from '#dialogs/answer-reply.ts';
import { statusReply } from '#dialogs/patch-status-text.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { titleOf } from '#knowledge/titles.ts';
import type { Understand } from '#understanding/understand.ts';

/** An answer that may fit. */
interface SuggestedAnswer {
  title: string;
  /** Markdown. */
  text: string;
}

/** Returns the answers that new customers are offered first. */
export const topicAnswers = (knowledge: Knowledge): SuggestedAnswer[] =>
  knowledge.firstQuestions.flatMap((id) => {
    const answer = knowledge.answers.get(id);
    return answer === undefined ? [] : [{ title: answer.question, text: wholeText(knowledge, answer) }];
  });

const MAX = 3;

/**
 * Suggests answers to a customer's message for an agent to choose from, likeliest first: the patch status of the models
 * it asks about, and what the bot itself would answer or offer. Empty if the bot would not know: a wrong suggestion
 * costs more than none.
 */
export function suggestAnswers(
  { knowledge, understand }: { knowledge: Knowledge; understand: Understand },
  message: string,
): SuggestedAnswer[] {
  const { readings } = understand(message);
  const found = new Map<string, SuggestedAnswer>();
  for (const { models, advisories, intent, certainty, candidates } of readings) {
    if (certainty === 'unknown') continue;
    const named = models.filter((mention) => mention.kind !== 'ambiguous');
    if (intent === 'patch.status' && named.length > 0) {
      const title = titleOf(knowledge, 'patch.status')?.question ?? '';
      found.set('patch.status', { title, text: statusReply(knowledge, named, advisories).text });
    }
    for (const id of certainty === 'sure' ? [intent] : candidates) {
      const answer = knowledge.answers.get(id);
      if (answer !== undefined) found.set(id, { title: answer.question, text: wholeText(knowledge, answer) });
    }
  }
  return [...found.values()].slice(0, MAX);
}
