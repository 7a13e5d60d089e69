import { calibrate } from './calibrator.ts';
import type { Calibrator } from './calibrator.ts';
import type { Thresholds } from './classification.ts';
import type { Trial } from './cross-validation.ts';

/** The share of foreseen utterances to answer without a clarifying question. */
const ACCEPTANCE = 0.875;
/** The cost of a needless clarifying question: one click. An apt one gains 1, as it spares the customer a dead end. */
const NEEDLESS_COST = 1 / 6;

/** The thresholds if there are no trials to learn from. */
const UNTRIED: Thresholds = { sure: 0.8, close: 0.4, doubt: 0.4 };

type Rated = Trial & { confidence: number };

/**
 * Chooses the thresholds from the cross-validated trials. `sure` is the confidence that 87.5 % of the foreseen phrases
 * reach. `close` and `doubt` bound the confidences at which asking "Did you mean …?" about the three best intents pays
 * off (see `Thresholds` for what each one separates).
 */
export function chooseThresholds(trials: readonly Trial[], calibrator: Calibrator): Thresholds {
  const rated = trials
    .map((trial): Rated => ({ ...trial, confidence: calibrate(calibrator, trial.measures) }))
    .sort((a, b) => b.confidence - a.confidence);
  const foreseen = rated.filter((trial) => !trial.unforeseen);
  const sure = foreseen[Math.min(foreseen.length - 1, Math.floor(foreseen.length * ACCEPTANCE))]?.confidence;
  if (sure === undefined) return UNTRIED;

  const claimed = rated.filter((trial) => !trial.outOfScope && trial.confidence < sure);
  const disclaimed = rated.filter((trial) => trial.outOfScope).toReversed();
  return {
    sure,
    close: whereAskingPays(claimed, (trial) => trial.inTopThree && !trial.unforeseen) ?? sure,
    doubt: whereAskingPays(disclaimed, (trial) => trial.inTopThree && !trial.right) ?? 0,
  };
}

/** Goes through the trials in order and returns the confidence up to which asking about all of them gains most. */
function whereAskingPays(
  trials: readonly Rated[],
  toThePoint: (trial: Rated) => boolean,
): number | undefined {
  let gain = 0;
  let greatest = 0;
  let confidence: number | undefined;
  for (const trial of trials) {
    gain += trial.weight * (toThePoint(trial) ? 1 : -NEEDLESS_COST);
    if (gain > greatest) {
      greatest = gain;
      confidence = trial.confidence;
    }
  }
  return confidence;
}
