import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '#understanding/classifier/random.ts';
import { deserialise } from '#understanding/classifier/deserialise.ts';
import { serialise } from '#understanding/classifier/serialise.ts';
import { prepareTraining, trainClassifier } from '#understanding/classifier/train.ts';
import type { TrainedClassifier } from '#understanding/classifier/trained-classifier.ts';
import { smallCorpus } from './small-corpus.ts';

const INTENTS = 520;
const questions = ['how do i reset the', 'where is my'];

/** A word of letters for a number: 3 is "dddd". */
const wordOf = (number: number): string =>
  String(number)
    .padStart(4, '0')
    .replaceAll(/\d/g, (digit) => 'ableknorst'.charAt(Number(digit)));

const phrases = Array.from({ length: INTENTS }, (_, number) =>
  questions.map((question) => ({ text: `${question} ${wordOf(number)}`, intent: `about.thing-${number}` })),
).flat();

let classifier: TrainedClassifier;
beforeAll(async () => {
  const small = await trainClassifier(smallCorpus, [], { seed: 1 });
  // Only fitted: confidences of its own would take six times as long.
  classifier = prepareTraining({ phrases, vocabulary: [], seed: 1 }).finishLike(small.parts);
}, 60_000);

describe('a classifier of many intents', () => {
  it('tells them apart', () => {
    const chance = seededRandom(2);
    for (let count = 0; count < 40; count += 1) {
      const number = Math.floor(chance() * INTENTS);
      const { intent } = classifier.classify(`please tell me, is the ${wordOf(number)} any good`);
      expect(intent).toBe(`about.thing-${number}`);
    }
  });

  it('keeps only the weights that matter, and reads them back', () => {
    const bytes = serialise(classifier);
    const { space, models } = classifier.parts.ensemble;
    expect(bytes.length).toBeLessThan((space.rarity.length * models.biases.length * 4) / 2);
    const loaded = deserialise(bytes);
    for (const text of ['where is my bbbb', 'sing', 'the klnr'])
      expect(loaded?.classify(text)).toEqual(classifier.classify(text));
  });

  it('ranks all of them, the likeliest first', () => {
    const { ranked } = classifier.classify('how do i reset the teab');
    const scores = ranked.map(({ score }) => score);
    expect(ranked).toHaveLength(INTENTS);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});
