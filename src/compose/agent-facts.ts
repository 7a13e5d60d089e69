import { suggestAnswers } from '#bot/suggest-answers.ts';
import { humanChoice } from '#dialogs/titles.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { titleOf } from '#knowledge/titles.ts';
import type { AppContext } from './app-context.ts';

export type AgentFacts = ReturnType<typeof agentFacts>;

/** What agents get from the knowledge. */
export const agentFacts = ({ knowledge, answering }: Pick<AppContext, 'knowledge' | 'answering'>) => ({
  titleOf: (intent: string) => titleOf(knowledge(), intent)?.question,
  devicesOf: (models: readonly string[]) =>
    models.map((model) => ({ model, status: statusFor(knowledge(), model) })),
  suggest: (message: string) => {
    const reader = answering.current();
    return reader === undefined ? [] : suggestAnswers(reader, message);
  },
  shippedReplies: () => knowledge().cannedReplies,
  personRequest: humanChoice.value,
});

/** The patch status of a model in a few words, one for each advisory if there are several. */
function statusFor({ advisories }: Knowledge, model: string): string {
  const statuses = [...advisories.values()].flatMap(({ name, models }) => {
    const status = models.get(model)?.status;
    if (status === undefined) return [];
    return advisories.size > 1 ? [`${name}: ${status}`] : [status];
  });
  return statuses.length === 0 ? 'not listed' : statuses.join(', ');
}
