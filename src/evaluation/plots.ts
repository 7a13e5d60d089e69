/** What the two plots show, as numbers: how far a confidence can be trusted, and what trusting it costs. */
import { shareOf, wilsonInterval } from './statistics.ts';

/** A prediction with how sure it was and whether it was right. */
export interface Rated {
  /** 0..1. */
  confidence: number;
  right: boolean;
}

/** The predictions whose confidence lies in [from, to); the last bin holds 1 as well. */
export interface Bin {
  from: number;
  to: number;
  count: number;
  /** Mean confidence in the bin, 0..1. */
  confidence: number;
  /** Share that was right, 0..1. */
  observed: number;
  /** Where the true share lies with 95 % probability: Wilson's interval, wide where the bin is small. */
  between: { low: number; high: number };
}

const binCount = 10;

/** Confidence against observed frequency in ten bins of equal width, empty ones included. */
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

/** The mean distance of confidence from observed frequency, weighted by count (expected calibration error, 0..1). */
export function calibrationError(bins: readonly Bin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return shareOf(
    bins.reduce((sum, { count, confidence, observed }) => sum + count * Math.abs(confidence - observed), 0),
    total,
  );
}

/** Acting on the most confident `coverage` (0..1) of all predictions, `risk` (0..1) of them are wrong. */
export interface RiskPoint {
  coverage: number;
  risk: number;
}

/** The risk at every coverage, most confident first; predictions of equal confidence come together. */
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

/** The mean risk over all coverages (area under the curve, 0..1; less is better). */
export function areaUnder(points: readonly RiskPoint[]): number {
  let area = 0;
  let before = 0;
  for (const { coverage, risk } of points) {
    area += (coverage - before) * risk;
    before = coverage;
  }
  return area;
}
