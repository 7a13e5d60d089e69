import { calibrate } from './calibrator.ts';
import type { Calibrator } from './calibrator.ts';
import type {
  Classification,
  Classifier,
  ClassifyOptions,
  ScoredIntent,
  Thresholds,
} from './classification.ts';
import { OUT_OF_SCOPE } from './cross-validation.ts';
import { createWeigher } from './ensemble.ts';
import type { Ensemble, Evidence } from './ensemble.ts';
import { measures } from './measures.ts';
import type { WordCounts } from './spelling.ts';
import { type Bounds, memoised } from './memo.ts';
import { createStrangeness } from './strangeness.ts';
import { createWorder } from './wording.ts';
import type { Wording } from './wording.ts';

/** Everything that training produces, as plain data to save and load. */
export interface TrainedParts {
  ensemble: Ensemble;
  counts: WordCounts;
  calibrator: Calibrator;
  thresholds: Thresholds;
}

/** A message is looked at several times: whole and in parts, with the context and without. These are remembered. */
const LOOKS: Bounds = { keys: 32, length: 4_000 };

/** A tokenised text with the scores of the ensemble. */
interface Look {
  readonly wording: Wording;
  readonly evidence: Evidence;
}

/** The classifier that training produces. Deterministic and without side effects. */
export class TrainedClassifier implements Classifier {
  readonly thresholds: Thresholds;
  /** The data for `serialise`. */
  readonly parts: TrainedParts;
  readonly #look: (utterance: string) => Look;
  readonly #strangeness: (words: readonly string[], label: number) => number;

  constructor(parts: TrainedParts) {
    this.parts = parts;
    this.thresholds = parts.thresholds;
    const word = createWorder(parts.counts);
    const weigh = createWeigher(parts.ensemble);
    this.#look = memoised((utterance) => {
      const wording = word(utterance);
      return { wording, evidence: weigh(wording.words) };
    }, LOOKS);
    this.#strangeness = createStrangeness(parts.ensemble);
  }

  /** All intents of the training phrases, in the order of their ids. */
  get intents(): readonly string[] {
    return this.parts.ensemble.intents;
  }

  classify(utterance: string, { weight }: ClassifyOptions = {}): Classification {
    const { wording, evidence: plain } = this.#look(utterance);
    const { corrections } = wording;
    const { intents } = this.parts.ensemble;
    if (plain.blank) return { ...nothingKnown(intents), corrections, strangeness: 1 };

    const evidence =
      weight === undefined ? plain : { ...plain, mixture: reweighed(plain.mixture, intents, weight) };
    const labels = byShare(evidence.mixture);
    const best = labels[0]!;
    const isOutOfScope = intents[best] === OUT_OF_SCOPE;
    return {
      intent: intents[best]!,
      confidence: calibrate(this.parts.calibrator, measures(evidence, best, wording, isOutOfScope)),
      ranked: inOrder(labels, intents, evidence.mixture),
      corrections,
      strangeness: this.#strangeness(wording.words, best),
    };
  }
}

/** Up to as many labels, inserting each is the fastest way to sort them. */
const FEW_LABELS = 128;

/**
 * The labels from the highest share to the lowest; equal ones in their order. There are few labels, so insertion sort
 * is fastest.
 */
function byShare(shares: Float64Array): Uint16Array {
  const labels = new Uint16Array(shares.length);
  if (shares.length > FEW_LABELS) {
    for (let label = 0; label < shares.length; label++) labels[label] = label;
    return labels.sort((a, b) => shares[b]! - shares[a]! || a - b);
  }
  for (let label = 0; label < shares.length; label++) {
    const share = shares[label]!;
    let at = label;
    for (; at > 0 && shares[labels[at - 1]!]! < share; at--) labels[at] = labels[at - 1]!;
    labels[at] = label;
  }
  return labels;
}

function inOrder(labels: Uint16Array, intents: readonly string[], shares: Float64Array): ScoredIntent[] {
  const ranked: ScoredIntent[] = [];
  for (let place = 0; place < labels.length; place++) {
    const label = labels[place]!;
    ranked.push({ intent: intents[label]!, score: shares[label]! });
  }
  return ranked;
}

/** Weights the shares; they sum to 1 before and after. */
function reweighed(
  shares: Float64Array,
  intents: readonly string[],
  weight: (intent: string) => number,
): Float64Array {
  const weighed = new Float64Array(shares.length);
  let total = 0;
  for (let label = 0; label < shares.length; label++) {
    weighed[label] = shares[label]! * weight(intents[label]!);
    total += weighed[label]!;
  }
  if (total > 0) for (let label = 0; label < shares.length; label++) weighed[label]! /= total;
  return weighed;
}

/** A text without a single known feature is out of scope. */
function nothingKnown(intents: readonly string[]): Omit<Classification, 'corrections' | 'strangeness'> {
  const others = intents.filter((intent) => intent !== OUT_OF_SCOPE).map((intent) => ({ intent, score: 0 }));
  return { intent: OUT_OF_SCOPE, confidence: 1, ranked: [{ intent: OUT_OF_SCOPE, score: 1 }, ...others] };
}
