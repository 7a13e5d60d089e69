import type { Phrase } from '#knowledge/knowledge.ts';
import { fitCalibrator } from './calibrator.ts';
import { crossValidate, FOLDS } from './cross-validation.ts';
import type { TextPhrase } from './cross-validation.ts';
import { fitEnsemble } from './ensemble.ts';
import { countWords } from './wording.ts';
import { MODEL_TOKEN, tokens } from './text.ts';
import { chooseThresholds } from './thresholds.ts';
import { TrainedClassifier } from './trained-classifier.ts';

export interface TrainOptions {
  /** The same seed and the same phrases, in whatever order, give the same classifier. */
  seed: number;
  /** Told after each of `total` steps, and awaited: a server answers its other callers meanwhile. */
  onProgress?: (done: number, total: number, what: string) => void | Promise<void>;
}

/** The same in cross-validation as for the classifier: confidences are calibrated for models like it. */
const EPOCHS = { regression: 10, machines: 8 };

/**
 * Trains the classifier on the phrases of all intents, out of scope (`oos`) among them. Words of `vocabulary`
 * (names of apps, modes such as 802.11r) are never taken for misspellings of others.
 * Model names in phrases must be masked as they are in utterances (see `maskEntities`); `{model}` is read as one.
 * Throws a RangeError where the phrases have fewer than two intents.
 */
export async function trainClassifier(
  phrases: readonly Phrase[],
  vocabulary: readonly string[],
  options: TrainOptions,
): Promise<TrainedClassifier> {
  const { seed, onProgress = () => {} } = options;
  const prepared = prepare(phrases);
  if (new Set(prepared.map(({ intent }) => intent)).size < 2) {
    throw new RangeError('training needs phrases of at least two intents');
  }
  const steps = FOLDS + 1;
  const trials = await crossValidate(prepared, vocabulary, EPOCHS, seed, (fold) =>
    onProgress(fold + 1, steps, 'cross-validation'),
  );
  const calibrator = fitCalibrator(trials);
  const ensemble = fitEnsemble(prepared, EPOCHS, seed);
  const trained = new TrainedClassifier({
    ensemble,
    counts: countWords(prepared, [...vocabulary, MODEL_TOKEN]),
    calibrator,
    thresholds: chooseThresholds(trials, calibrator),
  });
  await onProgress(steps, steps, 'classifier');
  return trained;
}

/** The phrases in words, `{model}` as the one word for models, without repetitions, in an order that does not depend on the files'. */
function prepare(phrases: readonly Phrase[]): TextPhrase[] {
  const distinct = new Map<string, TextPhrase>();
  for (const { text, intent } of phrases) {
    const masked = text.replaceAll('{model}', MODEL_TOKEN);
    const words = tokens(masked);
    if (words.length > 0) distinct.set(`${intent} ${words.join(' ')}`, { text: masked, words, intent });
  }
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, phrase]) => phrase);
}
