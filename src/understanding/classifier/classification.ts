/** A spelling that was mended before classifying. */
export interface Correction {
  from: string;
  to: string;
}

/** An intent with how strongly the ensemble favours it (0..1, the scores of all intents sum to 1). */
export interface ScoredIntent {
  intent: string;
  score: number;
}

/** What the classifier makes of one utterance. */
export interface Classification {
  /** The best intent; `oos` where the utterance is none of ours, and for text without any word. */
  intent: string;
  /** Calibrated probability (0..1) that `intent` is right. */
  confidence: number;
  /** All intents, best first; ties in the order of their ids. Never empty. */
  ranked: ScoredIntent[];
  corrections: Correction[];
  /** Share (0..1) of the words that stand in no training phrase of `intent`, rare words weighing more. */
  strangeness: number;
}

/** Confidences (0..1) at which the bot changes its mind. */
export interface Thresholds {
  /** At least this: answer. */
  sure: number;
  /** At least this, below `sure`: ask which of the best is meant. Below: say that it is not known. */
  close: number;
  /** Where `oos` is the best intent: below this its verdict is not trusted, and the next best are asked about. */
  doubt: number;
}

export interface ClassifyOptions {
  /**
   * How much each intent's share counts (0..1, 1 where nothing is given): what was spoken of before makes some
   * intents likelier than others. The shares are then made to sum to 1 again.
   */
  weight?: (intent: string) => number;
}

/** A trained classifier: pure, deterministic, safe to share. */
export interface Classifier {
  classify(utterance: string, options?: ClassifyOptions): Classification;
  /** From cross-validation while training. */
  readonly thresholds: Thresholds;
}
