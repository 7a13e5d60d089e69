import { wholeText } from '#dialogs/answer-reply.ts';
import { tellStatuses } from '#dialogs/patch-status-text.ts';
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

const MOST = 3;
/** Below this score an intent is noise. */
const LEAST_SCORE = 0.05;

/**
 * Suggests answers to a customer's message for an agent to choose from, likeliest first: the patch status of the models
 * named, then the answers to the likeliest intents. Empty when nothing fits.
 */
export function suggestAnswers(
  { knowledge, understand }: { knowledge: Knowledge; understand: Understand },
  message: string,
): SuggestedAnswer[] {
  const { readings } = understand(message);
  const found = new Map<string, SuggestedAnswer>();
  for (const { models, advisories, intent, certainty, candidates, ranked } of readings) {
    const named = models.filter((mention) => mention.kind !== 'ambiguous');
    if (named.length > 0) {
      const title = titleOf(knowledge, 'patch.status')?.question ?? '';
      found.set('patch.status', { title, text: tellStatuses(knowledge, named, advisories).text });
    }
    const likely = ranked.filter(({ score }) => score >= LEAST_SCORE).map((each) => each.intent);
    const intents = certainty === 'sure' ? [intent, ...candidates] : [...candidates, ...likely];
    for (const id of intents) {
      const answer = knowledge.answers.get(id);
      if (answer !== undefined) found.set(id, { title: answer.question, text: wholeText(knowledge, answer) });
    }
  }
  return [...found.values()].slice(0, MOST);
}
