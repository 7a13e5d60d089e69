import type { SparseVector } from './features.ts';

/** Scores are computed for this many classes at once, with their sums in registers. */
const LANES = 8;

/**
 * One weight for each feature and class, ordered by feature, and one bias for each class. Both are padded with
 * zero-weight classes: the length of `biases` is a multiple of 8, and also the distance from one feature to the next.
 */
export interface LinearModel {
  weights: Float32Array;
  biases: Float32Array;
}

/** Labelled vectors to learn from; labels are class numbers from 0. */
export interface TrainingSet {
  vectors: readonly SparseVector[];
  labels: Int32Array;
  /** A number for each example, which determines its place in the order of learning. */
  keys: Uint32Array;
  classes: number;
  dimensions: number;
}

/** The number of classes, including the padding. */
export const paddedTo = (classes: number): number => Math.ceil(classes / LANES) * LANES;

export function emptyModel(dimensions: number, classes: number): LinearModel {
  const width = paddedTo(classes);
  return { weights: new Float32Array(dimensions * width), biases: new Float32Array(width) };
}

/** Puts the weights of two models side by side, so that one look-up of a feature serves both. */
export function sideBySide(left: LinearModel, right: LinearModel): LinearModel {
  const width = left.biases.length;
  const weights = new Float32Array(left.weights.length + right.weights.length);
  for (let row = 0; row < left.weights.length; row += width) {
    weights.set(left.weights.subarray(row, row + width), 2 * row);
    weights.set(right.weights.subarray(row, row + width), 2 * row + width);
  }
  const biases = new Float32Array(2 * width);
  biases.set(left.biases);
  biases.set(right.biases, width);
  return { weights, biases };
}

/** Writes each class's score for the vector (weights · vector + bias) into `scores`, including those of the padding. */
export function scoreInto(
  scores: Float64Array,
  { weights, biases }: LinearModel,
  vector: SparseVector,
): void {
  const { indices, values, length } = vector;
  const width = biases.length;
  for (let lane = 0; lane < width; lane += LANES) {
    let s0 = biases[lane]!;
    let s1 = biases[lane + 1]!;
    let s2 = biases[lane + 2]!;
    let s3 = biases[lane + 3]!;
    let s4 = biases[lane + 4]!;
    let s5 = biases[lane + 5]!;
    let s6 = biases[lane + 6]!;
    let s7 = biases[lane + 7]!;
    for (let position = 0; position < length; position++) {
      const value = values[position]!;
      const at = indices[position]! * width + lane;
      s0 += value * weights[at]!;
      s1 += value * weights[at + 1]!;
      s2 += value * weights[at + 2]!;
      s3 += value * weights[at + 3]!;
      s4 += value * weights[at + 4]!;
      s5 += value * weights[at + 5]!;
      s6 += value * weights[at + 6]!;
      s7 += value * weights[at + 7]!;
    }
    scores[lane] = s0;
    scores[lane + 1] = s1;
    scores[lane + 2] = s2;
    scores[lane + 3] = s3;
    scores[lane + 4] = s4;
    scores[lane + 5] = s5;
    scores[lane + 6] = s6;
    scores[lane + 7] = s7;
  }
}
