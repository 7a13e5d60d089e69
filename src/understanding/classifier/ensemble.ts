import { type Examples, packExamples } from './examples.ts';
import { createVectoriser, detached, dimensions, fitFeatureSpace } from './features.ts';
import type { FeatureSpace } from './features.ts';
import { paddedTo, sideBySide } from './linear-model.ts';
import type { LinearModel } from './linear-model.ts';
import { fitLinearSvm } from './linear-svm.ts';
import { fitLogisticRegression } from './logistic-regression.ts';
import { createNearest } from './nearest.ts';
import { textNumber } from './random.ts';
import { softmax } from './softmax.ts';
import { createScoreWords } from './word-scores.ts';

/** The temperatures that turn the machines' margins and the nearest examples' cosines into shares. */
const SVM_TEMPERATURE = 0.25;
const NEAREST_TEMPERATURE = 0.08;
/** A feature that occurs in a single phrase only reflects its author; it costs memory and decides nothing. */
const MINIMUM_PHRASES = 2;

/** Three classifiers over one feature space; the third is the training examples themselves. Plain data. */
export interface Ensemble {
  /** In the order of their ids; the index is the class number in the models. */
  intents: readonly string[];
  space: FeatureSpace;
  /** The logistic regression and the support vector machines, side by side. */
  models: LinearModel;
  examples: Examples;
}

/** A tokenised phrase with its intent. */
export interface TokenisedPhrase {
  words: readonly string[];
  intent: string;
}

export interface Epochs {
  regression: number;
  machines: number;
}

export function fitEnsemble(phrases: readonly TokenisedPhrase[], epochs: Epochs, seed: number): Ensemble {
  const intents = [...new Set(phrases.map(({ intent }) => intent))].sort();
  const numbers = new Map(intents.map((intent, label) => [intent, label]));
  const space = fitFeatureSpace(
    phrases.map(({ words }) => words),
    MINIMUM_PHRASES,
  );
  const { vectorise } = createVectoriser(space);
  const set = {
    vectors: phrases.map(({ words }) => detached(vectorise(words))),
    labels: Int32Array.from(phrases, ({ intent }) => numbers.get(intent) ?? 0),
    keys: Uint32Array.from(phrases, ({ words, intent }) => textNumber(`${intent} ${words.join(' ')}`)),
    classes: intents.length,
    dimensions: dimensions(space),
  };
  return {
    intents,
    space,
    models: sideBySide(
      fitLogisticRegression(set, epochs.regression, seed),
      fitLinearSvm(set, epochs.machines, seed),
    ),
    examples: packExamples(set.vectors, set.labels, space),
  };
}

/** The ensemble's result for one text, class by class. */
export interface Evidence {
  /** The mean of the three classifiers' shares: 0..1, summing to 1. */
  mixture: Float64Array;
  /** The machines' margins: above 0 if a class claims the text. */
  margins: Float64Array;
  /** The cosine between the text and the most similar training phrase of each class. */
  cosines: Float64Array;
  /** ln Σ exp of the regression's scores. */
  claim: number;
  /** Whether no feature of the text is known: the shares are then only the classes' priors. */
  blank: boolean;
}

/** Creates the function that scores the words of a text. */
export function createWeigher(ensemble: Ensemble): (words: readonly string[]) => Evidence {
  const { rarity } = ensemble.space;
  const vectoriser = createVectoriser(ensemble.space);
  const scoreWords = createScoreWords(ensemble.models, rarity, vectoriser);
  const classes = ensemble.intents.length;
  const nearest = createNearest(ensemble.examples, rarity, classes);
  const scores = new Float64Array(ensemble.models.biases.length);
  const byMargin = new Float64Array(classes);
  const byCosine = new Float64Array(classes);

  return (words) => {
    const vector = vectoriser.vectorise(words);
    scoreWords(scores, words, vector);
    const mixture = scores.slice(0, classes);
    const margins = scores.slice(paddedTo(classes), paddedTo(classes) + classes);
    const cosines = new Float64Array(classes);
    nearest(cosines, vector);
    const claim = softmax(mixture);
    byMargin.set(margins);
    softmax(byMargin, SVM_TEMPERATURE);
    byCosine.set(cosines);
    softmax(byCosine, NEAREST_TEMPERATURE);
    for (let label = 0; label < classes; label++) {
      mixture[label] = (mixture[label]! + byMargin[label]! + byCosine[label]!) / 3;
    }
    return { mixture, margins, cosines, claim, blank: vector.length === 0 };
  };
}
