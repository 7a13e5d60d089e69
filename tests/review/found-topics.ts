import { expectedUtterances } from '#evaluation/expected-utterances.ts';
import { gather } from '#review/clusters/gather.ts';
import type { Assets } from '#tests/support/assets.ts';
import { phraseMask } from '#understanding/from-knowledge.ts';
import { type PlantedQuestion, plantedQuestions } from './planted-topics.ts';

/** What a cluster has of a topic, and the topic of it, for the topic to count as found. */
export const MIN_SHARE = 1 / 4;
export const MIN_PURITY = 0.9;

/** A repeatable order that mixes the questions of all topics. */
export const shuffled = (questions: readonly PlantedQuestion[]): PlantedQuestion[] =>
  questions
    .map((question, at) => ({ question, order: (at * 7919) % 10_007 }))
    .sort((a, b) => a.order - b.order)
    .map(({ question }) => question);

/** The expected utterances, which the knowledge covers. */
export const knownQuestions = (knowledge: Assets['knowledge']): PlantedQuestion[] =>
  expectedUtterances(knowledge).map(({ text, id }) => ({ text, topic: `known: ${id}` }));

/**
 * Gathers the questions that the bot misses: those about twelve topics that the knowledge lacks, among those that it
 * covers.
 * @returns how many of the twelve are found, each as a separate cluster
 */
export function countFoundTopics({ knowledge, understand }: Assets, seed: number): number {
  const isMissed = ({ text }: PlantedQuestion): boolean =>
    !understand(text).readings.every(({ certainty, intent }) => certainty === 'sure' && intent !== 'oos');
  const mask = phraseMask(knowledge);
  const background = knowledge.phrases.map(({ text }) => mask(text));
  const missed = shuffled([...plantedQuestions(seed), ...knownQuestions(knowledge)]).filter(isMissed);
  const numbers = gather({ texts: missed.map(({ text }) => mask(text)), background });
  return bestClusters(missed, numbers).filter(
    ({ share, purity }) => purity >= MIN_PURITY && share >= MIN_SHARE,
  ).length;
}

/**
 * For each topic, its best cluster: the share of the topic that it has, and the share of it that belongs to the topic.
 */
function bestClusters(questions: readonly PlantedQuestion[], numbers: readonly number[]) {
  const clusters = [...Map.groupBy(questions, (question) => numbers[questions.indexOf(question)]).values()];
  const topics = Map.groupBy(
    questions.filter(({ topic }) => !topic.startsWith('known')),
    ({ topic }) => topic,
  );
  return [...topics].map(([topic, all]) => {
    const counts = clusters.map((cluster) => ({
      share: cluster.filter((each) => each.topic === topic).length / all.length,
      purity: cluster.filter((each) => each.topic === topic).length / cluster.length,
    }));
    return { topic, ...counts.reduce((best, each) => (each.share > best.share ? each : best)) };
  });
}
