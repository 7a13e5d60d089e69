import BayesClassifier from 'natural/lib/natural/classifiers/bayes_classifier.js';
import type { Phrase } from '#knowledge/knowledge.ts';
import type { Peer } from './peer.ts';

/**
 * Trains natural's Bayes classifier as its documentation shows. The score is the intent's share of the total
 * likelihood.
 */
export function trainBayes(phrases: readonly Phrase[]): Promise<Peer> {
  const classifier = new BayesClassifier();
  for (const { text, intent } of phrases) classifier.addDocument(text, intent);
  // Trained once at the end, because adding documents afterwards shifts its feature numbers.
  classifier.train();
  return Promise.resolve({
    name: "natural's Bayes classifier",
    rejection: 'none of its own; learns the out-of-scope phrases as one more intent',
    threshold: 0,
    classify: (utterance) => {
      const classifications = classifier.getClassifications(utterance);
      const total = classifications.reduce((sum, { value }) => sum + value, 0);
      const [best] = classifications;
      return Promise.resolve({
        intent: best?.label ?? '',
        score: best === undefined || total === 0 ? 0 : best.value / total,
      });
    },
  });
}
