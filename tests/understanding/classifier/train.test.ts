import { beforeAll, describe, expect, it } from 'vitest';
import { serialise } from '#understanding/classifier/serialise.ts';
import { trainClassifier } from '#understanding/classifier/train.ts';
import type { TrainedClassifier } from '#understanding/classifier/trained-classifier.ts';
import { smallCorpus } from './small-corpus.ts';

const train = (phrases = smallCorpus) => trainClassifier(phrases, ['Overdrive'], { seed: 1 });

let classifier: TrainedClassifier;
beforeAll(async () => {
  classifier = await train();
});

describe('a trained classifier', () => {
  it.each([
    ['what time do you open on sundays', 'hours.opening'],
    ['could I renew the book I have', 'loan.renew'],
    ['help, I have lost my card', 'card.lost'],
    ['Hello!', 'greeting'],
    ['will the modelname work', 'reader.status'],
    ['how is the weather in Rome', 'oos'],
  ])('understands "%s" as %s', (utterance, intent) => {
    expect(classifier.classify(utterance).intent).toBe(intent);
  });

  it('corrects misspelt words and reports the corrections', () => {
    const { intent, corrections } = classifier.classify('I lost my libary crad');
    expect(intent).toBe('card.lost');
    expect(corrections).toContainEqual({ from: 'libary', to: 'library' });
  });

  it('reports how unfamiliar the words are to the intent', () => {
    expect(classifier.classify('how do I renew a book').strangeness).toBe(0);
    const { intent, strangeness } = classifier.classify('could I renew the volcano umbrella');
    expect(intent).toBe('loan.renew');
    expect(strangeness).toBeGreaterThan(0.3);
    expect(strangeness).toBeLessThan(0.8);
  });

  it('never corrects a word of the vocabulary', () => {
    expect(classifier.classify('overdrive').corrections).toEqual([]);
  });

  it.each(['', '   ', '🎉🎉', '?!', 'どうも'])(
    'treats %j, which has no words, as out of scope',
    (utterance) => {
      const { intent, confidence, ranked } = classifier.classify(utterance, {
        weight: (other) => (other === 'oos' ? 0 : 1),
      });
      expect(intent).toBe('oos');
      expect(confidence).toBe(1);
      expect(ranked[0]).toEqual({ intent: 'oos', score: 1 });
    },
  );

  it('ranks every intent once, best first, with scores that sum to 1', () => {
    const { ranked, intent } = classifier.classify('when do you close');
    expect(ranked[0]?.intent).toBe(intent);
    expect(ranked.map((one) => one.intent).sort()).toEqual([...classifier.intents].sort());
    expect(ranked.map(({ score }) => score)).toEqual(ranked.map(({ score }) => score).sort((a, b) => b - a));
    expect(ranked.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 6);
  });

  it('gives a confidence between 0 and 1, higher for a known phrase than for gibberish', () => {
    const known = classifier.classify('how do I renew a book').confidence;
    const odd = classifier.classify('renewable energy cards in the morning press').confidence;
    expect(known).toBeGreaterThan(odd);
    for (const confidence of [known, odd]) {
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  it('has thresholds that leave room for a clarifying question', () => {
    const { sure, close } = classifier.thresholds;
    expect(close).toBeGreaterThan(0);
    expect(sure).toBeGreaterThanOrEqual(close);
    expect(sure).toBeLessThan(1);
  });
});

describe('intents with a lower weight', () => {
  const utterance = 'can I renew my loan';
  const without = (unlikely: string) => (intent: string) => (intent === unlikely ? 0 : 1);

  it('give way to their neighbours, and the scores still sum to 1', () => {
    const free = classifier.classify(utterance);
    const weighed = classifier.classify(utterance, { weight: without('loan.renew') });
    expect(free.intent).toBe('loan.renew');
    expect(weighed.intent).not.toBe('loan.renew');
    expect(weighed.ranked.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 6);
  });

  it('make no other intent more confident: an utterance unlike its phrases stays doubtful', () => {
    const weighed = classifier.classify(utterance, { weight: without('loan.renew') });
    expect(weighed.confidence).toBeLessThan(classifier.classify(utterance).confidence);
  });

  it('change nothing when all weights are equal', () => {
    const [free, weighed] = [
      classifier.classify(utterance),
      classifier.classify(utterance, { weight: () => 1 }),
    ];
    expect(weighed.intent).toBe(free.intent);
    expect(weighed.confidence).toBeCloseTo(free.confidence, 9);
  });
});

describe('training', () => {
  it('gives the same bytes for the same phrases in any order', async () => {
    const again = await train(smallCorpus.toReversed());
    expect(Buffer.compare(serialise(again), serialise(classifier))).toBe(0);
  });

  it('reads {model} as the word that replaces models in utterances', async () => {
    const masked = smallCorpus.map(({ text, intent }) => ({
      text: text.replace('{model}', 'modelname'),
      intent,
    }));
    expect(Buffer.compare(serialise(await train(masked)), serialise(classifier))).toBe(0);
  });

  it('reports its progress and waits for the listener', async () => {
    const heard: number[] = [];
    await trainClassifier(smallCorpus, [], {
      seed: 1,
      onProgress: async (done, total, what) => {
        await Promise.resolve();
        expect(what).not.toBe('');
        heard.push(done / total);
      },
    });
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    expect(heard.at(-1)).toBe(1);
  });

  it('needs phrases for at least two intents', async () => {
    await expect(trainClassifier([{ text: 'hello', intent: 'greeting' }], [], { seed: 1 })).rejects.toThrow(
      RangeError,
    );
  });
});
