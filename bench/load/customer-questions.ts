import { loadKnowledge } from '#knowledge/load.ts';

/** What customers ask: the expected questions of the shipped knowledge. */
export const customerQuestions = async (): Promise<string[]> =>
  (await loadKnowledge('knowledge')).expected.questions.map(({ ask }) => ask);
