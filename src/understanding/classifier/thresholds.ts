import { calibrate } from './calibrator.ts';
import type { Calibrator } from './calibrator.ts';
import type { Thresholds } from './classification.ts';
import type { Trial } from './cross-validation.ts';

/** The share of foreseen utterances that are answered without asking back. */
const ACCEPTANCE = 0.875;
/** What asking back needlessly costs: a click. Asking to the point, at 1, spares the customer a dead end. */
const NEEDLESS_COST = 1 / 6;

/** Where there is nothing to learn from. */
const UNTRIED: Thresholds = { sure: 0.8, close: 0.4, doubt: 0.4 };

type Rated = Trial & { confidence: number };

/**
 * The confidences at which the bot changes its mind, from the cross-validated trials. `sure`: 87.5 % of the
 * foreseen phrases are at least that. `close` and `doubt`: where asking "Did you mean …?" over the three best
 * pays (see `Thresholds` for what they part).
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

/** Goes through trials in their order and gives the confidence up to which asking each of them pays best. */
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
