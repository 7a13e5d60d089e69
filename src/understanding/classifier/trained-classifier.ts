import { calibrate } from './calibrator.ts';
import type { Calibrator } from './calibrator.ts';
import type { Classification, Classifier, ClassifyOptions, Thresholds } from './classification.ts';
import { OUT_OF_SCOPE } from './cross-validation.ts';
import { createWeigher } from './ensemble.ts';
import type { Ensemble, Evidence } from './ensemble.ts';
import { measures } from './measures.ts';
import type { WordCounts } from './spelling.ts';
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

  constructor(parts: TrainedParts) {
    this.parts = parts;
    this.thresholds = parts.thresholds;
    this.#word = createWorder(parts.counts);
    this.#weigh = createWeigher(parts.ensemble);
  }

  /** Every intent of the training phrases, in the order of their ids. */
  get intents(): readonly string[] {
    return this.parts.ensemble.intents;
  }

  classify(utterance: string, options: ClassifyOptions = {}): Classification {
    const { allowed = () => true } = options;
    const wording = this.#word(utterance);
    const evidence = this.#weigh(wording.words);
    const { corrections } = wording;
    const { intents } = this.parts.ensemble;
    if (evidence.blank) return { ...nothingKnown(intents.filter(allowed)), corrections };

    const labels = [...intents.keys()].sort((a, b) => evidence.mixture[b]! - evidence.mixture[a]! || a - b);
    const permitted = labels.filter((label) => allowed(intents[label]!));
    const best = labels[0]!;
    const winner = permitted[0] ?? intents.indexOf(OUT_OF_SCOPE);
    if (winner < 0) return { ...nothingKnown([]), corrections };
    if (permitted.length === 0) permitted.push(winner);

    const confidenceIn = (label: number): number =>
      calibrate(this.parts.calibrator, measures(evidence, label, wording, intents[label] === OUT_OF_SCOPE));
    // Two intents cannot both be right: what a forbidden favourite claims is not left for the winner.
    const confidence =
      winner === best ? confidenceIn(winner) : Math.min(confidenceIn(winner), 1 - confidenceIn(best));
    return {
      intent: intents[winner]!,
      confidence,
      ranked: permitted.map((label) => ({ intent: intents[label]!, score: evidence.mixture[label]! })),
      corrections,
    };
  }
}

/** A text without a single known feature is none of ours, whichever intents are allowed. */
function nothingKnown(allowed: readonly string[]): Omit<Classification, 'corrections'> {
  const others = allowed.filter((intent) => intent !== OUT_OF_SCOPE).map((intent) => ({ intent, score: 0 }));
  return { intent: OUT_OF_SCOPE, confidence: 1, ranked: [{ intent: OUT_OF_SCOPE, score: 1 }, ...others] };
}
