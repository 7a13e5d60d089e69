/** The numbers behind the two plots: how far a confidence can be trusted, and what trusting it costs. */
import { shareOf, wilsonInterval } from './statistics.ts';

/** A prediction: how confident it was, and whether it was right. */
export interface Rated {
  /** 0..1. */
  confidence: number;
  right: boolean;
}

/** The predictions with a confidence in [from, to); the last bin includes 1. */
export interface Bin {
  from: number;
  to: number;
  count: number;
  /** Mean confidence in the bin, 0..1. */
  confidence: number;
  /** The share that was right, 0..1. */
  observed: number;
  /** The 95 % confidence interval of the true share (Wilson's), which is wide if the bin is small. */
  between: { low: number; high: number };
}

const binCount = 10;

/** Compares confidence with observed frequency in ten bins of equal width, including empty ones. */
export function reliability(rated: readonly Rated[]): Bin[] {
  return Array.from({ length: binCount }, (_, at) => {
    const inBin = rated.filter(
      ({ confidence }) => Math.min(binCount - 1, Math.floor(confidence * binCount)) === at,
    );
    const right = inBin.filter((one) => one.right).length;
    return {
      from: at / binCount,
      to: (at + 1) / binCount,
      count: inBin.length,
      confidence: shareOf(
        inBin.reduce((sum, { confidence }) => sum + confidence, 0),
        inBin.length,
      ),
      observed: shareOf(right, inBin.length),
      between: wilsonInterval(right, inBin.length),
    };
  });
}

/**
 * Computes the expected calibration error (0..1): the mean distance of confidence from observed frequency, weighted by
 * count.
 */
export function calibrationError(bins: readonly Bin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return shareOf(
    bins.reduce((sum, { count, confidence, observed }) => sum + count * Math.abs(confidence - observed), 0),
    total,
  );
}

/** When acting on the most confident `coverage` (0..1) of all predictions, `risk` (0..1) of them are wrong. */
export interface RiskPoint {
  coverage: number;
  risk: number;
}

/** Computes the risk at every coverage, most confident first; predictions of equal confidence share one point. */
export function riskCoverage(rated: readonly Rated[]): RiskPoint[] {
  const sorted = rated.toSorted((a, b) => b.confidence - a.confidence);
  const points: RiskPoint[] = [];
  let wrong = 0;
  for (const [at, { right, confidence }] of sorted.entries()) {
    if (!right) wrong += 1;
    if (sorted[at + 1]?.confidence === confidence) continue;
    points.push({ coverage: (at + 1) / sorted.length, risk: wrong / (at + 1) });
  }
  return points;
}

/** Computes the mean risk over all coverages (the area under the curve, 0..1; lower is better). */
export function areaUnder(points: readonly RiskPoint[]): number {
  let area = 0;
  let before = 0;
  for (const { coverage, risk } of points) {
    area += (coverage - before) * risk;
    before = coverage;
  }
  return area;
}
