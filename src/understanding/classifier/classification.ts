/** A misspelling that was corrected before classifying. */
export interface Correction {
  from: string;
  to: string;
}

/** An intent and its score from the ensemble (0..1; the scores of all intents sum to 1). */
export interface ScoredIntent {
  intent: string;
  score: number;
}

/** The classifier's result for one utterance. */
export interface Classification {
  /** The best intent; `oos` if the utterance is out of scope or has no words. */
  intent: string;
  /** Calibrated probability (0..1) that `intent` is right. */
  confidence: number;
  /** All intents, best first; ties in the order of their ids. Never empty. */
  ranked: ScoredIntent[];
  corrections: Correction[];
  /** Share (0..1) of the words that occur in no training phrase of `intent`; rare words weigh more. */
  strangeness: number;
}

/** The confidences (0..1) that decide what the bot does. */
export interface Thresholds {
  /** At or above this: answer. */
  sure: number;
  /**
   * At or above this but below `sure`: ask which of the best intents is meant. Below: say that the bot does not know.
   */
  close: number;
  /** If `oos` is the best intent with less confidence than this, ask about the next best intents instead. */
  doubt: number;
}

export interface ClassifyOptions {
  /**
   * The weight (0..1, default 1) of each intent's share: the conversation so far makes some intents likelier than
   * others. The weighted shares are scaled to sum to 1 again.
   */
  weight?: (intent: string) => number;
}

/** A trained classifier: pure, deterministic, safe to share. */
export interface Classifier {
  classify(utterance: string, options?: ClassifyOptions): Classification;
  /** Chosen by cross-validation during training. */
  readonly thresholds: Thresholds;
}
