import type { SparseVector } from './features.ts';

/** Classes are padded to a multiple of this. Stored classifiers rely on it. */
const PADDING = 8;

/**
 * One weight for each feature and class, and one bias for each class. Both are padded with classes of no weight: the
 * length of `biases` is a multiple of 8.
 */
export type LinearModel = DenseModel | SparseModel;

/** All weights, ordered by feature; the length of `biases` is the distance from one feature to the next. */
export interface DenseModel {
  weights: Float32Array;
  biases: Float32Array;
}

/** With many classes, nearly all weights are nothing: only the others, feature by feature. */
export interface SparseModel {
  /** The weights of feature `i` are at `starts[i]` up to `starts[i + 1]`. */
  starts: Uint32Array;
  /** The class of each weight. */
  columns: Uint16Array;
  values: Float32Array;
  biases: Float32Array;
}

export const isSparse = (model: LinearModel): model is SparseModel => 'starts' in model;

/** Labelled vectors to learn from; labels are class numbers from 0. */
export interface TrainingSet {
  vectors: readonly SparseVector[];
  labels: Int32Array;
  /** A number for each example, by which it draws its place in the order of learning. */
  keys: Uint32Array;
  classes: number;
  dimensions: number;
}

/** The number of classes with the padding. */
export const paddedTo = (classes: number): number => Math.ceil(classes / PADDING) * PADDING;

/** Puts the weights of two models of one kind side by side, so that one look at a feature serves both. */
export function sideBySide(left: LinearModel, right: LinearModel): LinearModel {
  const width = left.biases.length;
  const biases = new Float32Array(2 * width);
  biases.set(left.biases);
  biases.set(right.biases, width);
  if (isSparse(left) && isSparse(right)) return { ...rowsSideBySide(left, right, width), biases };
  if (isSparse(left) || isSparse(right)) throw new TypeError('Both models must be of one kind.');
  const weights = new Float32Array(left.weights.length + right.weights.length);
  for (let row = 0; row < left.weights.length; row += width) {
    weights.set(left.weights.subarray(row, row + width), 2 * row);
    weights.set(right.weights.subarray(row, row + width), 2 * row + width);
  }
  return { weights, biases };
}

function rowsSideBySide(left: SparseModel, right: SparseModel, width: number): Omit<SparseModel, 'biases'> {
  const starts = left.starts.map((start, feature) => start + right.starts[feature]!);
  const columns = new Uint16Array(left.columns.length + right.columns.length);
  const values = new Float32Array(columns.length);
  let next = 0;
  for (let feature = 0; feature + 1 < starts.length; feature++) {
    for (const [from, offset] of [
      [left, 0],
      [right, width],
    ] as const) {
      for (let at = from.starts[feature]!; at < from.starts[feature + 1]!; at++) {
        columns[next] = from.columns[at]! + offset;
        values[next++] = from.values[at]!;
      }
    }
  }
  return { starts, columns, values };
}

/** Adds a feature of this value to the scores of all classes. */
export function addFeature(
  scores: Float64Array | Float32Array,
  model: LinearModel,
  feature: number,
  value: number,
): void {
  if (isSparse(model)) {
    const { starts, columns, values } = model;
    for (let at = starts[feature]!; at < starts[feature + 1]!; at++)
      scores[columns[at]!]! += value * values[at]!;
    return;
  }
  const width = model.biases.length;
  const row = feature * width;
  for (let at = 0; at < width; at++) scores[at]! += value * model.weights[row + at]!;
}

/** Writes each class's score of the vector (weights · vector + bias), and those of the padding, into `scores`. */
export function scoreInto(scores: Float64Array, model: LinearModel, vector: SparseVector): void {
  scores.set(model.biases);
  const first = isSparse(model) ? 0 : addByFours(scores, model, vector);
  for (let position = first; position < vector.length; position++)
    addFeature(scores, model, vector.indices[position]!, vector.values[position]!);
}

/**
 * Adds the features of a vector four at a time, which is twice as fast: each score is fetched and stored once for all
 * four, and the order of the additions stays the same. @returns how many features it has added
 */
function addByFours(scores: Float64Array, { weights, biases }: DenseModel, vector: SparseVector): number {
  const { indices, values, length } = vector;
  const width = biases.length;
  const end = length - (length % 4);
  for (let position = 0; position < end; position += 4) {
    const a = indices[position]! * width;
    const b = indices[position + 1]! * width;
    const c = indices[position + 2]! * width;
    const d = indices[position + 3]! * width;
    const ofA = values[position]!;
    const ofB = values[position + 1]!;
    const ofC = values[position + 2]!;
    const ofD = values[position + 3]!;
    for (let at = 0; at < width; at++) {
      scores[at] =
        scores[at]! +
        ofA * weights[a + at]! +
        ofB * weights[b + at]! +
        ofC * weights[c + at]! +
        ofD * weights[d + at]!;
    }
  }
  return end;
}
