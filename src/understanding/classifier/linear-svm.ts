import { emptyModel, paddedTo, scoreInto } from './linear-model.ts';
import type { LinearModel, TrainingSet } from './linear-model.ts';
import { seededRandom, shuffledPlaces } from './random.ts';

/** The cost of violating the margin, called C in the literature. */
const COST = 1;

/**
 * Trains one-vs-rest support vector machines with squared hinge loss by dual coordinate descent (Hsieh et al. 2008).
 * All classes share one order of examples, shuffled by `seed`.
 */
export function fitLinearSvm(set: TrainingSet, epochs: number, seed: number): LinearModel {
  const { vectors, labels, keys, classes, dimensions } = set;
  const model = emptyModel(dimensions, classes);
  const { weights, biases } = model;
  const diagonal = 1 / (2 * COST);
  const alphas = new Float64Array(vectors.length * classes);
  const width = paddedTo(classes);
  const scores = new Float64Array(width);
  const changes = new Float64Array(classes);
  const touched = new Int32Array(classes);
  const random = seededRandom(seed);

  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const example of shuffledPlaces(keys, random)) {
      const { indices, values, length } = vectors[example]!;
      // Vectors have length 1, and the bias is a feature of value 1; an empty vector has only the bias.
      const curvature = (length > 0 ? 2 : 1) + diagonal;
      scoreInto(scores, model, vectors[example]!);
      let touchedCount = 0;
      for (let label = 0; label < classes; label++) {
        const sign = labels[example] === label ? 1 : -1;
        const alpha = alphas[example * classes + label]!;
        const gradient = sign * scores[label]! - 1 + diagonal * alpha;
        if (alpha === 0 && gradient >= 0) continue;
        const updated = Math.max(alpha - gradient / curvature, 0);
        if (Math.abs(updated - alpha) < 1e-6) continue;
        alphas[example * classes + label] = updated;
        changes[touchedCount] = (updated - alpha) * sign;
        touched[touchedCount++] = label;
      }
      if (touchedCount === 0) continue;
      for (let position = 0; position < length; position++) {
        const value = values[position]!;
        const row = indices[position]! * width;
        for (let at = 0; at < touchedCount; at++) weights[row + touched[at]!]! += changes[at]! * value;
      }
      for (let at = 0; at < touchedCount; at++) biases[touched[at]!]! += changes[at]!;
    }
  }
  return model;
}
