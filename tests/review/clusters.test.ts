import { describe, expect, it } from 'vitest';
import { expectedUtterances } from '#evaluation/expected-utterances.ts';
import { gather } from '#review/clusters/gather.ts';
import { gatherInThread } from '#review/clusters/gather-in-thread.ts';
import { createNamer } from '#review/clusters/name.ts';
import { loadAssets } from '#tests/support/assets.ts';
import { phraseMask } from '#understanding/from-knowledge.ts';
import { type PlantedQuestion, plantedQuestions } from './planted-topics.ts';

const { knowledge, understand } = await loadAssets();
const mask = phraseMask(knowledge);
const background = knowledge.phrases.map(({ text }) => mask(text));
const known = expectedUtterances(knowledge).map(({ text, id }): PlantedQuestion => ({
  text,
  topic: `known: ${id}`,
}));

/** Whether the bot did not answer a question, or asked a clarifying question first. */
const isMissed = ({ text }: PlantedQuestion): boolean =>
  !understand(text).readings.every(({ certainty, intent }) => certainty === 'sure' && intent !== 'oos');

/** A repeatable order that mixes the questions of all topics. */
const shuffled = (questions: readonly PlantedQuestion[]): PlantedQuestion[] =>
  questions
    .map((question, at) => ({ question, order: (at * 7919) % 10_007 }))
    .sort((a, b) => a.order - b.order)
    .map(({ question }) => question);

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

describe('clusters of questions', () => {
  it.each([7, 8, 9])(
    'finds at least ten of twelve topics that the knowledge lacks, each as a separate cluster (seed %i)',
    (seed) => {
      const missed = shuffled([...plantedQuestions(seed), ...known]).filter(isMissed);
      const texts = missed.map(({ text }) => mask(text));
      const found = bestClusters(missed, gather({ texts, background })).filter(
        ({ share, purity }) => purity >= 0.9 && share >= 0.25,
      );
      expect(found.length).toBeGreaterThanOrEqual(10);
    },
  );

  it('gives the same result in a separate thread', async () => {
    const texts = plantedQuestions(3).map(({ text }) => text);
    expect(await gatherInThread({ texts, background })).toEqual(gather({ texts, background }));
  });

  it('keeps questions together when more questions come', () => {
    const questions = shuffled(plantedQuestions(4));
    const texts = questions.map(({ text }) => text);
    const first = gather({ texts: texts.slice(0, 400), background });
    const second = gather({ texts, background, before: first });
    for (const [at, number] of first.entries()) expect(second[at]).toBe(second[first.indexOf(number)]);
    expect(second).toHaveLength(texts.length);
  });

  it('finds the same clusters the next time if nothing was asked since', () => {
    const texts = shuffled([...plantedQuestions(6), ...known]).map(({ text }) => mask(text));
    const first = gather({ texts, background });
    expect(gather({ texts, background, before: first })).toEqual(first);
  });

  it('puts texts without words into no cluster with others, and copes with no texts at all', () => {
    expect(gather({ texts: [], background: [] })).toEqual([]);
    const texts = ['???', '🙂', 'where is the snmp mib', 'snmp mib file please'];
    const [first, second, third, fourth] = gather({ texts, background });
    expect(new Set([first, second, third]).size).toBe(3);
    expect(fourth).toBe(third);
  });

  it('names a cluster by a phrase that is typical of its questions', () => {
    const topics = Map.groupBy(plantedQuestions(5), ({ topic }) => topic);
    const nameOf = createNamer([...background, ...plantedQuestions(5).map(({ text }) => text)]);
    for (const [topic, questions] of topics) {
      const texts = questions.map(({ text }) => text.toLowerCase());
      const name = nameOf(questions.map(({ text }) => text)).toLowerCase();
      expect(texts.filter((text) => text.includes(name)).length, `${topic}: ${name}`).toBeGreaterThan(1);
    }
    const name = (topic: string) => nameOf((topics.get(topic) ?? []).map(({ text }) => text)).toLowerCase();
    expect(name('vlan')).toContain('vlan');
    expect(name('factory-reset')).toContain('reset');
    expect(name('captive-portal')).toContain('captive portal');
    expect(name('radius')).toContain('radius');
  });

  it('spells a name as most people do, and takes no words from across a comma', () => {
    const nameOf = createNamer(['How do I do this?', 'How is that done?', 'What is my router for?']);
    expect(
      nameOf(['Is the PoE injector in the box?', 'Need a PoE injector, urgently', 'poe injector please']),
    ).toBe('PoE injector');
  });

  it("keeps a cluster's name when one question is added", () => {
    const texts = plantedQuestions(5).flatMap(({ text, topic }) => (topic === 'poe' ? [text] : []));
    const nameOf = createNamer([...background, ...texts]);
    expect(nameOf(texts)).toBe(nameOf(texts.slice(1)));
  });
});
