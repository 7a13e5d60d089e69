import type { SparseVector } from './features.ts';
import { type DenseModel, type LinearModel, paddedTo, scoreInto } from './linear-model.ts';

/** With more classes than this, weights are kept sparse: an example then changes few of them. */
const MAX_DENSE = 512;
/** A row with more of its weights than this share is kept whole. */
const WHOLE_SHARE = 0.25;
/** Smaller weights of a sparse model change no decision, and are most of them. */
const MIN_WEIGHT = 0.01;

/** The weights of a model that is being fitted. */
export interface FittedWeights {
  biases: Float32Array;
  /** Does what `scoreInto` does. */
  score(scores: Float64Array, vector: SparseVector): void;
  /**
   * Adds `factor × amounts[label]` to the weights of each feature of a vector, for the first `count` labels of `labels`.
   * @param factors one for each feature, in the order of the vector
   */
  add(vector: SparseVector, factors: Float64Array | Float32Array, change: Change): void;
  end(): LinearModel;
}

/** What an example changes: the labels, and how much, by label. */
interface Change {
  labels: Int32Array;
  count: number;
  amounts: Float64Array;
}

/** Weights of 0, dense or sparse by the number of classes: which of them makes no difference to what is learned. */
export const emptyWeights = (dimensions: number, classes: number): FittedWeights =>
  classes > MAX_DENSE ? new SparseWeights(dimensions, classes) : new DenseWeights(dimensions, classes);

class DenseWeights implements FittedWeights {
  readonly biases: Float32Array;
  readonly #model: DenseModel;

  constructor(dimensions: number, classes: number) {
    const width = paddedTo(classes);
    this.biases = new Float32Array(width);
    this.#model = { weights: new Float32Array(dimensions * width), biases: this.biases };
  }

  score(scores: Float64Array, vector: SparseVector): void {
    scoreInto(scores, this.#model, vector);
  }

  add({ indices, length }: SparseVector, factors: Float64Array | Float32Array, change: Change): void {
    const { labels, count, amounts } = change;
    const { weights } = this.#model;
    const width = this.biases.length;
    // Four features at a time, so that each label and its amount are fetched once for all four.
    const end = length - (length % 4);
    for (let position = 0; position < end; position += 4) {
      const a = indices[position]! * width;
      const b = indices[position + 1]! * width;
      const c = indices[position + 2]! * width;
      const d = indices[position + 3]! * width;
      const ofA = factors[position]!;
      const ofB = factors[position + 1]!;
      const ofC = factors[position + 2]!;
      const ofD = factors[position + 3]!;
      for (let at = 0; at < count; at++) {
        const label = labels[at]!;
        const amount = amounts[label]!;
        weights[a + label]! += ofA * amount;
        weights[b + label]! += ofB * amount;
        weights[c + label]! += ofC * amount;
        weights[d + label]! += ofD * amount;
      }
    }
    for (let position = end; position < length; position++) {
      const row = indices[position]! * width;
      const factor = factors[position]!;
      for (let at = 0; at < count; at++) {
        const label = labels[at]!;
        weights[row + label]! += factor * amounts[label]!;
      }
    }
  }

  end(): LinearModel {
    return this.#model;
  }
}

/** The weights of a feature: by class where it has many, else those that it has, in the order of their classes. */
interface Row {
  classes: Uint16Array | undefined;
  values: Float32Array;
  length: number;
}

class SparseWeights implements FittedWeights {
  readonly biases: Float32Array;
  readonly #rows: Row[];
  readonly #classes: number;

  constructor(dimensions: number, classes: number) {
    this.#classes = classes;
    this.biases = new Float32Array(paddedTo(classes));
    this.#rows = Array.from({ length: dimensions }, () => ({
      classes: new Uint16Array(4),
      values: new Float32Array(4),
      length: 0,
    }));
  }

  score(scores: Float64Array, { indices, values, length }: SparseVector): void {
    scores.set(this.biases);
    for (let position = 0; position < length; position++) {
      const row = this.#rows[indices[position]!]!;
      const value = values[position]!;
      if (row.classes === undefined)
        for (let label = 0; label < row.length; label++) scores[label]! += value * row.values[label]!;
      else for (let at = 0; at < row.length; at++) scores[row.classes[at]!]! += value * row.values[at]!;
    }
  }

  add({ indices, length }: SparseVector, factors: Float64Array | Float32Array, change: Change): void {
    for (let position = 0; position < length; position++)
      this.#addTo(this.#rows[indices[position]!]!, factors[position]!, change);
  }

  #addTo(row: Row, factor: number, { labels, count, amounts }: Change): void {
    if (row.classes !== undefined && row.length + count > WHOLE_SHARE * this.#classes)
      makeWhole(row, this.#classes);
    for (let at = 0; at < count; at++) {
      const label = labels[at]!;
      const place = row.classes === undefined ? label : placeOf(row, label);
      row.values[place]! += factor * amounts[label]!;
    }
  }

  end(): LinearModel {
    const starts = new Uint32Array(this.#rows.length + 1);
    for (const [feature, { values, length }] of this.#rows.entries()) {
      let kept = 0;
      for (let at = 0; at < length; at++) if (Math.abs(values[at]!) >= MIN_WEIGHT) kept += 1;
      starts[feature + 1] = starts[feature]! + kept;
    }
    const columns = new Uint16Array(starts.at(-1)!);
    const weights = new Float32Array(columns.length);
    let next = 0;
    for (const { classes, values, length } of this.#rows) {
      for (let at = 0; at < length; at++) {
        if (Math.abs(values[at]!) < MIN_WEIGHT) continue;
        columns[next] = classes?.[at] ?? at;
        weights[next++] = values[at]!;
      }
    }
    return { starts, columns, values: weights, biases: this.biases };
  }
}

function makeWhole(row: Row, classes: number): void {
  const values = new Float32Array(classes);
  for (let at = 0; at < row.length; at++) values[row.classes![at]!] = row.values[at]!;
  row.classes = undefined;
  row.values = values;
  row.length = classes;
}

/** Where the weight of a class is in a row; puts one there where it has none. */
function placeOf(row: Row, label: number): number {
  const classes = row.classes!;
  let from = 0;
  let to = row.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (classes[middle]! < label) from = middle + 1;
    else to = middle;
  }
  if (from < row.length && classes[from] === label) return from;
  if (row.length === classes.length) grow(row);
  row.classes!.copyWithin(from + 1, from, row.length);
  row.values.copyWithin(from + 1, from, row.length);
  row.classes![from] = label;
  row.values[from] = 0;
  row.length += 1;
  return from;
}

function grow(row: Row): void {
  const classes = new Uint16Array(2 * row.length);
  classes.set(row.classes!);
  const values = new Float32Array(2 * row.length);
  values.set(row.values);
  row.classes = classes;
  row.values = values;
}
