import { describe, expect, it } from 'vitest';
import { createWeigher, fitEnsemble } from '#understanding/classifier/ensemble.ts';
import { createVectoriser, detached, type SparseVector } from '#understanding/classifier/features.ts';
import { paddedTo, scoreInto } from '#understanding/classifier/linear-model.ts';
import { tokens } from '#understanding/classifier/text.ts';
import { smallCorpus } from './small-corpus.ts';

const phrases = smallCorpus.map(({ text, intent }) => ({ words: tokens(text), intent }));
const ensemble = fitEnsemble(phrases, { regression: 3, machines: 3 }, 1);
const { vectorise } = createVectoriser(ensemble.space);
const weigh = createWeigher(ensemble);

/** Texts with known and unknown words, with repeated words and letters, and without any words. */
const texts = [
  ...smallCorpus.map(({ text }) => text),
  'renew renew renewal renewed',
  'banana lonely zzz',
  '',
];

const vectorOf = (words: readonly string[]): SparseVector => detached(vectorise(words));

/** The number of phrases in which each feature occurs. */
function phraseCounts(vectors: readonly SparseVector[]): Uint32Array {
  const counts = new Uint32Array(ensemble.space.rarity.length);
  for (const { indices } of vectors) for (const index of indices) counts[index]! += 1;
  return counts;
}

describe('the evidence about a text', () => {
  it('has the margins that its vector and the weights give', () => {
    const { intents, models } = ensemble;
    const scores = new Float64Array(models.biases.length);
    const start = paddedTo(intents.length);
    for (const text of texts) {
      const words = tokens(text);
      scoreInto(scores, models, vectorOf(words));
      for (const [label, margin] of weigh(words).margins.entries())
        expect(margin).toBeCloseTo(scores[start + label]!, 5);
    }
  });

  it("has each intent's nearest phrase, without the features that many phrases share", () => {
    const vectors = phrases.map(({ words }) => vectorOf(words));
    const counts = phraseCounts(vectors);
    const isRare = (index: number): boolean => counts[index]! <= vectors.length * 0.15;
    for (const text of texts) {
      const words = tokens(text);
      const asked = vectorOf(words);
      const values = new Map([...asked.indices].map((index, at) => [index, asked.values[at]!]));
      const cosineWith = ({ indices, values: shares }: SparseVector): number =>
        indices.reduce(
          (sum, index, at) => sum + (isRare(index) ? (values.get(index) ?? 0) * shares[at]! : 0),
          0,
        );
      const { cosines } = weigh(words);
      for (const [label, intent] of ensemble.intents.entries()) {
        const ofIntent = vectors.filter((_, at) => phrases[at]!.intent === intent);
        expect(cosines[label]).toBeCloseTo(Math.max(0, ...ofIntent.map(cosineWith)), 5);
      }
    }
  });
});
