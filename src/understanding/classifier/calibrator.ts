/** One observation: the measures of a prediction, whether it was right, and its weight. */
export interface Observation {
  measures: readonly number[];
  right: boolean;
  weight: number;
}

/** A logistic regression from measures to the probability that a prediction is right. Plain data. */
export interface Calibrator {
  means: Float64Array;
  deviations: Float64Array;
  /** One weight for each measure, then the intercept. */
  coefficients: Float64Array;
}

const NEWTON_STEPS = 25;
const RIDGE = 1e-2;

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Fits by Newton's method, with a small ridge so that the weights of separable observations stay finite. */
export function fitCalibrator(observations: readonly Observation[]): Calibrator {
  const size = observations[0]?.measures.length ?? 0;
  const total = observations.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const means = new Float64Array(size);
  const deviations = new Float64Array(size);
  for (const { measures, weight } of observations) {
    for (let at = 0; at < size; at++) means[at]! += (weight * measures[at]!) / total;
  }
  for (const { measures, weight } of observations) {
    for (let at = 0; at < size; at++) deviations[at]! += (weight * (measures[at]! - means[at]!) ** 2) / total;
  }
  for (let at = 0; at < size; at++) deviations[at] = Math.sqrt(deviations[at]!) || 1;

  const coefficients = new Float64Array(size + 1);
  const row = new Float64Array(size + 1);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const gradient = Float64Array.from(coefficients, (coefficient) => -RIDGE * coefficient);
    const curvature = Array.from({ length: size + 1 }, (_, at) => {
      const line = new Float64Array(size + 1);
      line[at] = RIDGE;
      return line;
    });
    for (const { measures, right, weight } of observations) {
      standardise(row, measures, means, deviations);
      const probability = sigmoid(dot(row, coefficients));
      const error = (right ? 1 : 0) - probability;
      const spread = weight * probability * (1 - probability);
      for (let at = 0; at <= size; at++) {
        gradient[at]! += weight * error * row[at]!;
        const line = curvature[at]!;
        for (let other = 0; other <= size; other++) line[other]! += spread * row[at]! * row[other]!;
      }
    }
    const change = solve(curvature, gradient);
    for (let at = 0; at <= size; at++) coefficients[at]! += change[at]!;
    if (Math.max(...change.map(Math.abs)) < 1e-9) break;
  }
  return { means, deviations, coefficients };
}

/** The probability (0..1) that a prediction with these measures is right. */
export function calibrate(calibrator: Calibrator, measures: readonly number[]): number {
  const row = new Float64Array(measures.length + 1);
  standardise(row, measures, calibrator.means, calibrator.deviations);
  return sigmoid(dot(row, calibrator.coefficients));
}

function standardise(
  row: Float64Array,
  measures: readonly number[],
  means: Float64Array,
  deviations: Float64Array,
): void {
  for (let at = 0; at < measures.length; at++) row[at] = (measures[at]! - means[at]!) / deviations[at]!;
  row[measures.length] = 1;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += left[at]! * right[at]!;
  return sum;
}

/** Solves a small symmetric positive definite system by elimination. Overwrites its arguments. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (let pivot = 0; pivot < size; pivot++) {
    for (let below = pivot + 1; below < size; below++) {
      const factor = matrix[below]![pivot]! / matrix[pivot]![pivot]!;
      for (let column = pivot; column < size; column++) {
        matrix[below]![column]! -= factor * matrix[pivot]![column]!;
      }
      right[below]! -= factor * right[pivot]!;
    }
  }
  for (let at = size - 1; at >= 0; at--) {
    for (let column = at + 1; column < size; column++) right[at]! -= matrix[at]![column]! * right[column]!;
    right[at]! /= matrix[at]![at]!;
  }
  return right;
}
