import type { Steps } from '#time/in-slices.ts';
import type { FeatureSpace } from './features.ts';
import { isSparse, type LinearModel, paddedTo } from './linear-model.ts';
import { isPairTable, isWordTable } from './tables.ts';
import type { TrainedParts } from './trained-classifier.ts';

type Numbers = Uint16Array | Uint32Array;

/** How many numbers are checked in one step: a fraction of a millisecond. */
const STEP = 2 ** 15;

/**
 * Whether arrays that were read are consistent with each other: reading past the end of one gives NaN instead of an
 * error.
 */
export function* fitsTogether({ ensemble, calibrator }: TrainedParts): Steps<boolean> {
  const { intents, space, models, examples } = ensemble;
  const features = space.rarity.length;
  const { once, weighted, scales, labels } = examples;
  for (const { lists, owners } of [once, weighted]) {
    if (lists.length !== features + 1 || lists.at(-1) !== owners.length) return false;
    if (!(yield* isAscending(lists)) || !(yield* areBelow(owners, labels.length))) return false;
  }
  return (
    (yield* isSpace(space)) &&
    models.biases.length === 2 * paddedTo(intents.length) &&
    (yield* isModel(models, features)) &&
    weighted.shares.length === weighted.owners.length &&
    scales.length === labels.length &&
    (yield* isAscending(labels)) &&
    (labels.at(-1) ?? 0) < intents.length &&
    calibrator.deviations.length === calibrator.means.length &&
    calibrator.coefficients.length === calibrator.means.length + 1
  );
}

function* isModel(model: LinearModel, features: number): Steps<boolean> {
  if (!isSparse(model)) return model.weights.length === features * model.biases.length;
  const { starts, columns, values, biases } = model;
  return (
    starts.length === features + 1 &&
    (yield* isAscending(starts)) &&
    starts.at(-1) === columns.length &&
    values.length === columns.length &&
    (yield* areBelow(columns, biases.length))
  );
}

function* isSpace({ stems, single, pairs, characters, words, rarity }: FeatureSpace): Steps<boolean> {
  return (
    words <= rarity.length &&
    single.length === stems.ends.length &&
    // The feature + 1.
    (yield* areBelow(single, words + 1)) &&
    (yield* isAscending(stems.ends)) &&
    (yield* isWordTable(stems)) &&
    (yield* isPairTable(pairs, rarity.length)) &&
    (yield* isPairTable(characters, rarity.length))
  );
}

function* isAscending(numbers: Numbers): Steps<boolean> {
  for (let at = 1; at < numbers.length; at++) {
    if (numbers[at]! < numbers[at - 1]!) return false;
    if (at % STEP === 0) yield;
  }
  return true;
}

function* areBelow(numbers: Numbers, limit: number): Steps<boolean> {
  for (let at = 0; at < numbers.length; at++) {
    if (numbers[at]! >= limit) return false;
    if (at % STEP === 0) yield;
  }
  return true;
}
