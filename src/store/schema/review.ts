/* The decisions of the review, and the resulting drafts. */

export type ReviewDecision = 'answer' | 'new-answer' | 'not-ours' | 'left';

export interface ReviewDecisionRow {
  /** A hash of the question's masked words. */
  key: string;
  decision: ReviewDecision;
  decided_at: number;
}

export interface DraftAnswerRow {
  /** The intent of its phrases. */
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
  /** The intent of an answer or a draft answer, or `oos`. */
  intent: string;
  created_at: number;
}
