import { describe, expect, it } from 'vitest';
import { gather } from '#review/clusters/gather.ts';
import { gatherInThread } from '#review/clusters/gather-in-thread.ts';
import { createNamer } from '#review/clusters/name.ts';
import { loadAssets } from '#tests/support/assets.ts';
import { phraseMask } from '#understanding/from-knowledge.ts';
import { countFoundTopics, knownQuestions, shuffled } from './found-topics.ts';
import { plantedQuestions } from './planted-topics.ts';

const assets = await loadAssets();
const { knowledge } = assets;
const mask = phraseMask(knowledge);
const background = knowledge.phrases.map(({ text }) => mask(text));
const known = knownQuestions(knowledge);

describe('clusters of questions', () => {
  // `npm run proof:topics` tries other seeds.
  it('finds at least ten of twelve topics that the knowledge lacks, each as a separate cluster', () => {
    expect(countFoundTopics(assets, 7)).toBeGreaterThanOrEqual(10);
  });

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
