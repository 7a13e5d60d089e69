import type { AdvisoryMention } from './advisories.ts';
import type { Correction, ScoredIntent } from './classifier/classification.ts';
import type { ModelMention } from './models/mention.ts';
import type { Boundary } from './subjects.ts';

/** Sure: answer. Close: ask which of the candidates is meant. Unknown: say so. */
export type Certainty = 'sure' | 'close' | 'unknown';

/** How the intent was found: by the classifier, a full title, a courtesy, a name alone, or the focus. */
export type Rule = 'classifier' | 'title' | 'courtesy' | 'name' | 'context';

/** The interpretation of one question of a message. */
export interface Reading {
  /** The question alone, cleaned. */
  utterance: string;
  intent: string;
  /** The calibrated probability, 0..1, that `intent` is right. */
  confidence: number;
  certainty: Certainty;
  rule: Rule;
  /**
   * Intents to offer if the certainty is `close`, likeliest first: up to three meanings, or the topics of an app named
   * alone.
   */
  candidates: string[];
  /** All intents with their scores, likeliest first. */
  ranked: ScoredIntent[];
  models: ModelMention[];
  advisories: AdvisoryMention[];
  /** Canonical names of the apps in the question. */
  apps: string[];
  /** Devices outside the patch table that have answers. */
  otherDevices: string[];
  corrections: Correction[];
  /** The general intent that became one about models because models were named: "When will it be patched?" */
  general?: string;
  /** Set if the words fit an answer that is about something else; the certainty is then `unknown`. */
  boundary?: Boundary;
}

/** An understood message: one reading for each question in it, in order; at least one. */
export interface Understanding {
  utterance: string;
  readings: [Reading, ...Reading[]];
}
