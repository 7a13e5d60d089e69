import type { Generated } from 'kysely';

/* How messages were understood, and the outcomes. */

export type TurnCertainty = 'sure' | 'unsure' | 'unknown';

export type TurnResult = 'answered' | 'asked-back' | 'unknown' | 'boundary' | 'handed-over' | 'small-talk';

export type Resolution = 'confirmed' | 'assumed' | 'unresolved' | 'abandoned';

/** One turn about a customer's message. It is written with the turn; the last columns are filled in later. */
export interface TurnFactRow {
  /** The order in which turns were stored. */
  number: Generated<number>;
  conversation_id: string;
  /** The message's activity id. */
  id: string;
  channel: string;
  locale: string | null;
  at: number;
  /** The words as they were understood. */
  question: string;
  /** JSON; null if there is one question, which the other columns describe. */
  parts: string | null;
  intent: string | null;
  certainty: TurnCertainty;
  confidence: number;
  /** JSON, at most three. */
  runners_up: string;
  /** The rule that decided; null: the classifier. */
  rule: string | null;
  /** JSON list of names. */
  models: string;
  /** JSON list of names. */
  apps: string;
  knowledge_version: string;
  outcome: TurnResult;
  /** The id of the answer given. */
  answer: string | null;
  /** The intent that was chosen after a clarifying question. */
  chosen: string | null;
  took_microseconds: number;
  /** 1: helpful, -1: not. */
  thumb: number | null;
  /** The answer to "did this help?": 1 for yes, 0 for no. */
  helped: number | null;
  asked_again_at: number | null;
  person_asked_at: number | null;
  chat_outcome: 'solved' | 'follow-up' | 'unsolved' | null;
  stars: number | null;
  /** When the customer came back with the same subject. */
  returned_at: number | null;
  /** 0: its current state is not in the totals yet. */
  is_counted: Generated<number>;
}

/** The resolution of a conversation, determined from its turns. */
export interface ConversationFactRow {
  conversation_id: string;
  channel: string;
  locale: string | null;
  started_at: number;
  last_at: number;
  /** The local day on which it began: `2026-11-26`. */
  day: string;
  /** Questions to the bot, without small talk. */
  questions: number;
  /** Null without a question. */
  resolution: Resolution | null;
  person_asked_at: number | null;
  returned_at: number | null;
  /** JSON: its contribution to the totals. */
  counted: string;
}

/** Daily totals, which contain nothing about a person. */
export interface InsightDayRow {
  /** Local: `2026-11-26`. */
  day: string;
  /** What is counted. */
  measure: string;
  /** What it is about: an outcome, the id of an answer, a model, an hour; '' if the measure has no keys. */
  key: string;
  channel: string;
  /** '' if it is not known. */
  locale: string;
  count: number;
}

/** A key that lets another program read the insights. */
export interface ApiKeyRow {
  id: string;
  name: string;
  /** SHA-256 (hex); the key itself cannot be read again. */
  key_hash: string;
  created_at: number;
  /** Rounded down to the hour. */
  used_at: number | null;
}
