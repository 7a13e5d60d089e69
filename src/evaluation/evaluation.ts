import { type Aim, aimsOf } from './aims.ts';
import type { UtteranceResult } from './evaluate.ts';
import {
  type Confusion,
  confusionsOf,
  type Figures,
  figuresOf,
  type IntentRow,
  intentsNotStraight,
} from './figures.ts';
import type { Comparison } from './peers/compare.ts';
import { areaUnder, type Bin, calibrationError, reliability, type RiskPoint, riskCoverage } from './plots.ts';

/** Everything that an evaluation found, ready to print or draw. */
export interface Evaluation {
  /** The name of the test data. */
  source: string;
  results: readonly UtteranceResult[];
  figures: Figures;
  aims: Aim[];
  intents: IntentRow[];
  confusions: Confusion[];
  reliability: { bins: Bin[]; error: number };
  /** Ours first, then the peers, if they were measured. */
  comparisons: readonly Comparison[];
  curves: { name: string; points: RiskPoint[]; area: number }[];
}

/** Builds an evaluation from the measurements. */
export function evaluationOf(
  source: string,
  results: readonly UtteranceResult[],
  comparisons: readonly Comparison[],
): Evaluation {
  const figures = figuresOf(results);
  const [ours] = comparisons;
  const bins = reliability(ours?.rated ?? []);
  return {
    source,
    results,
    figures,
    aims: aimsOf(figures),
    intents: intentsNotStraight(results),
    confusions: confusionsOf(results),
    reliability: { bins, error: calibrationError(bins) },
    comparisons,
    curves: comparisons.map(({ name, rated }) => {
      const points = riskCoverage(rated);
      return { name, points, area: areaUnder(points) };
    }),
  };
}
