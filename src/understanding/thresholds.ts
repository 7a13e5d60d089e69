import { calibrate } from './calibrator.ts';
import type { Calibrator } from './calibrator.ts';
import type { Trial } from './cross-validation.ts';

/** The share of foreseen utterances that are answered without asking back. */
const ACCEPTANCE = 0.82;
/** What asking back needlessly costs, against the good of asking back to the point. */
const NEEDLESS_COST = 1;

export interface Thresholds {
  sure: number;
  close: number;
}

/**
 * The two confidences at which the bot changes its mind, from the cross-validated trials.
 * `sure`: 82 % of the foreseen phrases are at least that. `close`: the confidence from which on, below `sure`,
 * asking "Did you mean …?" over the three best pays: each question to the point counts 1, each needless
 * one −1, and the sum over all trials is greatest.
 */
export function chooseThresholds(trials: readonly Trial[], calibrator: Calibrator): Thresholds {
  const rated = trials
    .map((trial) => ({ ...trial, confidence: calibrate(calibrator, trial.measures) }))
    .sort((a, b) => b.confidence - a.confidence);
  const foreseen = rated.filter((trial) => !trial.unforeseen);
  if (foreseen.length === 0) return { sure: 0.8, close: 0.4 };
  const sure =
    foreseen[Math.min(foreseen.length - 1, Math.floor(foreseen.length * ACCEPTANCE))]?.confidence ?? 0.8;

  let close = sure;
  let gain = 0;
  let greatest = 0;
  for (const trial of rated) {
    if (trial.confidence >= sure) continue;
    const toThePoint = trial.inTopThree && !trial.unforeseen;
    gain += trial.weight * (toThePoint ? 1 : -NEEDLESS_COST);
    if (gain > greatest) {
      greatest = gain;
      close = trial.confidence;
    }
  }
  return { sure, close };
}
