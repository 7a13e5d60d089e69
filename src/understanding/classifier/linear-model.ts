import type { SparseVector } from './features.ts';

/** One weight for each feature and class, ordered by feature, and one bias for each class. */
export interface LinearModel {
  weights: Float32Array;
  biases: Float32Array;
}

/** Labelled vectors to learn from; labels are class numbers from 0. */
export interface TrainingSet {
  vectors: readonly SparseVector[];
  labels: Int32Array;
  classes: number;
  dimensions: number;
}

export function emptyModel(dimensions: number, classes: number): LinearModel {
  return { weights: new Float32Array(dimensions * classes), biases: new Float32Array(classes) };
}

/** Writes each class's score of the vector (weights · vector + bias) into `scores`. */
export function scoreInto(scores: Float64Array, model: LinearModel, vector: SparseVector): void {
  const { weights, biases } = model;
  const classes = biases.length;
  for (let label = 0; label < classes; label++) scores[label] = biases[label]!;
  const { indices, values } = vector;
  for (let position = 0; position < indices.length; position++) {
    const value = values[position]!;
    const row = indices[position]! * classes;
    for (let label = 0; label < classes; label++) scores[label]! += value * weights[row + label]!;
  }
}
