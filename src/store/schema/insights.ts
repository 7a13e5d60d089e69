import type { Generated } from 'kysely';

/* How messages were understood, and what came of them. */

export type TurnCertainty = 'sure' | 'unsure' | 'unknown';

export type TurnResult = 'answered' | 'asked-back' | 'unknown' | 'boundary' | 'handed-over' | 'small-talk';

export type Resolution = 'confirmed' | 'assumed' | 'unresolved' | 'abandoned';

/** One turn over a customer's message. Written with the turn; the last columns follow later. */
export interface TurnFactRow {
  /** The order in which turns were stored. */
  number: Generated<number>;
  conversation_id: string;
  /** The message's activity id. */
  id: string;
  channel: string;
  locale: string | null;
  at: number;
  /** The words as understood. */
  question: string;
  /** JSON; null for one question, which the other columns describe. */
  parts: string | null;
  intent: string | null;
  certainty: TurnCertainty;
  confidence: number;
  /** JSON, at most three. */
  runners_up: string;
  /** What decided; null: the classifier. */
  rule: string | null;
  /** JSON list of names. */
  models: string;
  /** JSON list of names. */
  apps: string;
  knowledge_version: string;
  outcome: TurnResult;
  /** The id of the answer given. */
  answer: string | null;
  /** The intent that was chosen after asking back. */
  chosen: string | null;
  took_microseconds: number;
  /** 1: helpful, -1: not. */
  thumb: number | null;
  /** 1: "did this help?" was answered with yes, 0: with no. */
  helped: number | null;
  asked_again_at: number | null;
  person_asked_at: number | null;
  chat_outcome: 'solved' | 'follow-up' | 'unsolved' | null;
  stars: number | null;
  /** When the customer came back with the same subject. */
  returned_at: number | null;
  /** 0: not yet in the totals as it stands. */
  is_counted: Generated<number>;
}

/** What came of a conversation, worked out from its turns. */
export interface ConversationFactRow {
  conversation_id: string;
  channel: string;
  locale: string | null;
  started_at: number;
  last_at: number;
  /** The local day on which it began: `2026-11-26`. */
  day: string;
  /** Questions to the bot; small talk is none. */
  questions: number;
  /** Null without a question. */
  resolution: Resolution | null;
  person_asked_at: number | null;
  returned_at: number | null;
  /** JSON: what it has added to the totals. */
  counted: string;
}

/** Daily totals, without anything about a person. */
export interface InsightDayRow {
  /** Local: `2026-11-26`. */
  day: string;
  /** What is counted. */
  measure: string;
  /** Of what: an outcome, the id of an answer, a model, an hour; '' where there is only one. */
  key: string;
  channel: string;
  /** '' where it is not known. */
  locale: string;
  count: number;
}

/** A key with which another program reads the insights. */
export interface ApiKeyRow {
  id: string;
  name: string;
  /** SHA-256 (hex); nobody can read the key again. */
  key_hash: string;
  created_at: number;
  /** Rounded down to the hour. */
  used_at: number | null;
}
