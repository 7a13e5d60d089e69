/* What the review decided, and the drafts that came of it. */

export type ReviewDecision = 'answer' | 'new-answer' | 'not-ours' | 'left';

export interface ReviewDecisionRow {
  /** A hash of the question's masked words. */
  key: string;
  decision: ReviewDecision;
  decided_at: number;
}

export interface DraftAnswerRow {
  /** The intent that its phrases have. */
  id: string;
  question: string;
  /** JSON list: what agents replied, masked. */
  material: string;
  created_at: number;
}

export interface DraftPhraseRow {
  /** As in `review_decisions`. */
  key: string;
  /** Masked. */
  text: string;
  /** Of an answer, of a draft answer, or `oos`. */
  intent: string;
  created_at: number;
}
