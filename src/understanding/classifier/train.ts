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
  /** The same seed and the same phrases, in any order, give the same classifier. */
  seed: number;
  /** Called and awaited after each of `total` steps, so that a server can handle other work meanwhile. */
  onProgress?: (done: number, total: number, what: string) => void | Promise<void>;
}

/** The same for cross-validation and for the final classifier: confidences are calibrated for models like it. */
const EPOCHS = { regression: 10, machines: 8 };

/**
 * Trains the classifier on the phrases of all intents, including out of scope (`oos`). Words of `vocabulary` (names of
 * apps, modes such as 802.11r) are never corrected to other words. Model names in phrases must be masked as in
 * utterances (see `maskEntities`); `{model}` counts as one.
 * @throws RangeError if the phrases have fewer than two intents
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

/**
 * The tokenised phrases, `{model}` as the one word for models, without duplicates, in an order independent of the
 * files.
 */
function prepare(phrases: readonly Phrase[]): TextPhrase[] {
  const distinct = new Map<string, TextPhrase>();
  for (const { text, intent } of phrases) {
    const masked = text.replaceAll('{model}', MODEL_TOKEN);
    const words = tokens(masked);
    if (words.length > 0) distinct.set(`${intent} ${words.join(' ')}`, { text: masked, words, intent });
  }
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, phrase]) => phrase);
}
