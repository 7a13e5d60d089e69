import { emptyWeights } from './fitted-weights.ts';
import { type LinearModel, paddedTo, type TrainingSet } from './linear-model.ts';
import { seededRandom, shuffledPlaces } from './random.ts';

/** The cost of violating the margin, called C in the literature. */
const COST = 1;

/**
 * Trains one-vs-rest support vector machines with squared hinge loss by dual coordinate descent (Hsieh et al. 2008).
 * All classes share one order of examples, shuffled by `seed`.
 */
export function fitLinearSvm(set: TrainingSet, epochs: number, seed: number): LinearModel {
  const { vectors, labels, keys, classes, dimensions } = set;
  const weights = emptyWeights(dimensions, classes);
  const { biases } = weights;
  const diagonal = 1 / (2 * COST);
  const alphas = new ExampleAlphas(vectors.length, classes);
  const scores = new Float64Array(paddedTo(classes));
  const changes = new Float64Array(classes);
  const touched = new Int32Array(classes);
  const random = seededRandom(seed);

  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const example of shuffledPlaces(keys, random)) {
      const vector = vectors[example]!;
      // Vectors have length 1, and the bias is a feature of value 1; an empty vector has only the bias.
      const curvature = (vector.length > 0 ? 2 : 1) + diagonal;
      weights.score(scores, vector);
      const alphaOf = alphas.open(example);
      let touchedCount = 0;
      for (let label = 0; label < classes; label++) {
        const sign = labels[example] === label ? 1 : -1;
        const alpha = alphaOf[label]!;
        const gradient = sign * scores[label]! - 1 + diagonal * alpha;
        if (alpha === 0 && gradient >= 0) continue;
        const updated = Math.max(alpha - gradient / curvature, 0);
        if (Math.abs(updated - alpha) < 1e-6) continue;
        alphaOf[label] = updated;
        changes[label] = (updated - alpha) * sign;
        touched[touchedCount++] = label;
      }
      alphas.close(example, touched, touchedCount);
      if (touchedCount === 0) continue;
      weights.add(vector, vector.values, { labels: touched, count: touchedCount, amounts: changes });
      for (let at = 0; at < touchedCount; at++) biases[touched[at]!]! += changes[touched[at]!]!;
    }
  }
  return weights.end();
}

/** How much each example supports the machine of each class. Nearly all of it is nothing, and only the rest is kept. */
class ExampleAlphas {
  readonly #labels: Int32Array[];
  readonly #values: Float64Array[];
  /** Those of the example that is open, by label. */
  readonly #open: Float64Array;

  constructor(examples: number, classes: number) {
    this.#labels = Array.from({ length: examples }, () => new Int32Array(0));
    this.#values = Array.from({ length: examples }, () => new Float64Array(0));
    this.#open = new Float64Array(classes);
  }

  /** Gives those of an example by label, to be changed until `close`. */
  open(example: number): Float64Array {
    const labels = this.#labels[example]!;
    const values = this.#values[example]!;
    for (let at = 0; at < labels.length; at++) this.#open[labels[at]!] = values[at]!;
    return this.#open;
  }

  /** @param touched the labels that were changed, the first `count` of them */
  close(example: number, touched: Int32Array, count: number): void {
    const labels = this.#labels[example]!;
    const values = this.#values[example]!;
    let kept = 0;
    // Taking each value out of those that are open leaves only the new labels among them.
    for (let at = 0; at < labels.length; at++) {
      const label = labels[at]!;
      values[at] = this.#open[label]!;
      if (values[at] !== 0) kept += 1;
      this.#open[label] = 0;
    }
    let added = 0;
    for (let at = 0; at < count; at++) if (this.#open[touched[at]!] !== 0) added += 1;
    if (kept < labels.length || added > 0) this.#regrow(example, kept + added, touched, count);
  }

  /** Keeps what an example supports, and adds what is still open. */
  #regrow(example: number, size: number, touched: Int32Array, count: number): void {
    const before = this.#labels[example]!;
    const valuesBefore = this.#values[example]!;
    const labels = new Int32Array(size);
    const values = new Float64Array(size);
    let next = 0;
    for (let at = 0; at < before.length; at++) {
      if (valuesBefore[at] === 0) continue;
      labels[next] = before[at]!;
      values[next++] = valuesBefore[at]!;
    }
    for (let at = 0; at < count; at++) {
      const label = touched[at]!;
      const value = this.#open[label]!;
      if (value === 0) continue;
      labels[next] = label;
      values[next++] = value;
      this.#open[label] = 0;
    }
    this.#labels[example] = labels;
    this.#values[example] = values;
  }
}
