import { calibrate } from './calibrator.ts';
import type { Calibrator } from './calibrator.ts';
import type { Classification, Classifier, ClassifyOptions, Thresholds } from './classification.ts';
import { OUT_OF_SCOPE } from './cross-validation.ts';
import { createWeigher } from './ensemble.ts';
import type { Ensemble, Evidence } from './ensemble.ts';
import { measures } from './measures.ts';
import type { WordCounts } from './spelling.ts';
import { createStrangeness } from './strangeness.ts';
import { createWorder } from './wording.ts';
import type { Wording } from './wording.ts';

/** All that training gives, as plain data: what is saved and loaded. */
export interface TrainedParts {
  ensemble: Ensemble;
  counts: WordCounts;
  calibrator: Calibrator;
  thresholds: Thresholds;
}

/** The classifier that training makes of phrases. Deterministic; nothing it does is seen from outside. */
export class TrainedClassifier implements Classifier {
  readonly thresholds: Thresholds;
  /** What `serialise` writes. */
  readonly parts: TrainedParts;
  readonly #word: (text: string) => Wording;
  readonly #weigh: (words: readonly string[]) => Evidence;
  readonly #strangeness: (words: readonly string[], label: number) => number;

  constructor(parts: TrainedParts) {
    this.parts = parts;
    this.thresholds = parts.thresholds;
    this.#word = createWorder(parts.counts);
    this.#weigh = createWeigher(parts.ensemble);
    this.#strangeness = createStrangeness(parts.ensemble);
  }

  /** Every intent of the training phrases, in the order of their ids. */
  get intents(): readonly string[] {
    return this.parts.ensemble.intents;
  }

  classify(utterance: string, { weight }: ClassifyOptions = {}): Classification {
    const wording = this.#word(utterance);
    const evidence = this.#weigh(wording.words);
    const { corrections } = wording;
    const { intents } = this.parts.ensemble;
    if (evidence.blank) return { ...nothingKnown(intents), corrections, strangeness: 1 };

    if (weight !== undefined) reweigh(evidence.mixture, intents, weight);
    const labels = [...intents.keys()].sort((a, b) => evidence.mixture[b]! - evidence.mixture[a]! || a - b);
    const best = labels[0]!;
    const isOutOfScope = intents[best] === OUT_OF_SCOPE;
    return {
      intent: intents[best]!,
      confidence: calibrate(this.parts.calibrator, measures(evidence, best, wording, isOutOfScope)),
      ranked: labels.map((label) => ({ intent: intents[label]!, score: evidence.mixture[label]! })),
      corrections,
      strangeness: this.#strangeness(wording.words, best),
    };
  }
}

/** Weighs the shares, which sum to 1 before and after. */
function reweigh(shares: Float64Array, intents: readonly string[], weight: (intent: string) => number): void {
  let total = 0;
  for (let label = 0; label < shares.length; label++) {
    shares[label]! *= weight(intents[label]!);
    total += shares[label]!;
  }
  if (total > 0) for (let label = 0; label < shares.length; label++) shares[label]! /= total;
}

/** A text without a single known feature is none of ours. */
function nothingKnown(intents: readonly string[]): Omit<Classification, 'corrections' | 'strangeness'> {
  const others = intents.filter((intent) => intent !== OUT_OF_SCOPE).map((intent) => ({ intent, score: 0 }));
  return { intent: OUT_OF_SCOPE, confidence: 1, ranked: [{ intent: OUT_OF_SCOPE, score: 1 }, ...others] };
}
