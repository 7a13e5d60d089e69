import { emptyWeights } from './fitted-weights.ts';
import { type LinearModel, paddedTo, type TrainingSet } from './linear-model.ts';
import { seededRandom, shuffledPlaces } from './random.ts';
import { softmax } from './softmax.ts';

const RATE = 1;
/** Classes with a smaller error are skipped: that is most of them, and it changes no decision. */
const NEGLIGIBLE = 1e-3;

/**
 * Trains a multinomial logistic regression by stochastic gradient descent with one Adagrad rate for each feature, in
 * `epochs` passes over an order shuffled by `seed`. The small number of epochs is the only regularisation.
 */
export function fitLogisticRegression(set: TrainingSet, epochs: number, seed: number): LinearModel {
  const { vectors, labels, keys, classes, dimensions } = set;
  const weights = emptyWeights(dimensions, classes);
  const { biases } = weights;
  const gradients = new Float64Array(dimensions);
  let biasGradient = 0;
  const scores = new Float64Array(paddedTo(classes));
  const errors = scores.subarray(0, classes);
  const touched = new Int32Array(classes);
  const steps = new Float64Array(dimensions);
  const random = seededRandom(seed);

  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const example of shuffledPlaces(keys, random)) {
      const vector = vectors[example]!;
      weights.score(scores, vector);
      softmax(errors);
      errors[labels[example]!]! -= 1;
      let touchedCount = 0;
      let squares = 0;
      for (let label = 0; label < classes; label++) {
        const error = errors[label]!;
        if (Math.abs(error) < NEGLIGIBLE) continue;
        touched[touchedCount++] = label;
        squares += error * error;
      }
      if (touchedCount === 0) continue;
      const { indices, values, length } = vector;
      for (let position = 0; position < length; position++) {
        const index = indices[position]!;
        const value = values[position]!;
        gradients[index]! += value * value * squares;
        steps[position] = (-RATE * value) / Math.sqrt(gradients[index]! + 1e-8);
      }
      weights.add(vector, steps, { labels: touched, count: touchedCount, amounts: errors });
      biasGradient += squares;
      const step = RATE / Math.sqrt(biasGradient + 1e-8);
      for (let at = 0; at < touchedCount; at++) biases[touched[at]!]! -= step * errors[touched[at]!]!;
    }
  }
  return weights.end();
}
