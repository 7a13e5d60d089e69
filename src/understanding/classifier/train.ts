import type { Phrase } from '#knowledge/knowledge.ts';
import { fitCalibrator } from './calibrator.ts';
import { crossValidation } from './cross-validation.ts';
import type { TextPhrase, Trial } from './cross-validation.ts';
import { type Ensemble, type Epochs, fitEnsemble } from './ensemble.ts';
import { FOLDS } from './folds.ts';
import { countWords } from './wording.ts';
import { MODEL_TOKEN, tokens } from './text.ts';
import { chooseThresholds } from './thresholds.ts';
import { TrainedClassifier, type TrainedParts } from './trained-classifier.ts';

/** What the classifier learns from. */
export interface TrainingTask {
  /** Masked in the same way as utterances (see `maskEntities`); `{model}` stands for any model. */
  phrases: readonly Phrase[];
  /** Words that are never corrected to others: names of apps, modes such as 802.11r. */
  vocabulary: readonly string[];
  /** The same seed and the same phrases, in any order, produce the same classifier. */
  seed: number;
}

/** Called and awaited after each of `total` steps, so that a server can handle other work in between. */
export type OnProgress = (done: number, total: number, what: string) => void | Promise<void>;

interface TrainOptions {
  seed: number;
  onProgress?: OnProgress;
}

/** The same for cross-validation and for the final classifier: confidences are calibrated for models like it. */
const EPOCHS = { regression: 10, machines: 8 };
/** With more phrases than this, each is learned from less often: they repeat each other, and training takes minutes. */
const MANY_PHRASES = 20_000;
const MIN_EPOCHS = 3;

function epochsFor(phrases: number): Epochs {
  const share = Math.min(1, MANY_PHRASES / phrases);
  const some = (all: number): number => Math.max(MIN_EPOCHS, Math.round(all * share));
  return { regression: some(EPOCHS.regression), machines: some(EPOCHS.machines) };
}

/** The steps of a training. All except `finish` are independent of each other and may run in different threads. */
export interface Training {
  /** Cross-validates one of the `FOLDS`. */
  fold(number: number): Trial[];
  /** Fits the classifier itself. */
  fit(): void;
  /** Calibrates the fitted classifier with the trials of all folds, in their order. */
  finish(trials: readonly Trial[]): TrainedClassifier;
  /**
   * Returns the fitted classifier without a calibration of its own: its confidence is taken from an earlier one. This
   * takes a fraction of the work of a training, and is good enough to tell what would change.
   */
  finishLike(earlier: Confidence): TrainedClassifier;
}

/** How a classifier determines its confidence. */
export type Confidence = Pick<TrainedParts, 'calibrator' | 'thresholds'>;

/**
 * Prepares a training on the phrases of all intents, including out of scope (`oos`).
 * @throws RangeError if the phrases have fewer than two intents
 */
export function prepareTraining({ phrases, vocabulary, seed }: TrainingTask): Training {
  const prepared = prepare(phrases);
  if (new Set(prepared.map(({ intent }) => intent)).size < 2) {
    throw new RangeError('training needs phrases of at least two intents');
  }
  const epochs = epochsFor(prepared.length);
  const validation = crossValidation(prepared, vocabulary, epochs, seed);
  let ensemble: Ensemble | undefined;
  const fit = () => (ensemble ??= fitEnsemble(prepared, epochs, seed));
  const finishLike = ({ calibrator, thresholds }: Confidence) =>
    new TrainedClassifier({
      ensemble: fit(),
      counts: countWords(prepared, [...vocabulary, MODEL_TOKEN]),
      calibrator,
      thresholds,
    });
  return {
    fold: (number) => validation.trialsOf(number),
    fit,
    finish(unweighted) {
      const trials = validation.weighted(unweighted);
      const calibrator = fitCalibrator(trials);
      return finishLike({ calibrator, thresholds: chooseThresholds(trials, calibrator) });
    },
    finishLike,
  };
}

/** Trains the classifier in this thread. @throws RangeError as `prepareTraining` */
export async function trainClassifier(
  phrases: readonly Phrase[],
  vocabulary: readonly string[],
  { seed, onProgress = () => {} }: TrainOptions,
): Promise<TrainedClassifier> {
  const training = prepareTraining({ phrases, vocabulary, seed });
  const steps = FOLDS + 1;
  const trials: Trial[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    trials.push(...training.fold(fold));
    await onProgress(fold + 1, steps, 'cross-validation');
  }
  const trained = training.finish(trials);
  await onProgress(steps, steps, 'classifier');
  return trained;
}

/**
 * The tokenised phrases, with `{model}` as the one word for models, without duplicates, in an order independent of the
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
