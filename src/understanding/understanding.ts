import type { AdvisoryMention } from './advisories.ts';
import type { Correction, ScoredIntent } from './classifier/classification.ts';
import type { ModelMention } from './models/mention.ts';
import type { Boundary } from './subjects.ts';

/** Sure: answer. Close: ask which of the candidates is meant. Unknown: say that it is not known. */
export type Certainty = 'sure' | 'close' | 'unknown';

/** How the intent was found: the classifier, a title written out, a name alone, or what was spoken of before. */
export type Rule = 'classifier' | 'title' | 'name' | 'context';

/** What one question of a message was understood to be. */
export interface Reading {
  /** The question alone, cleaned. */
  utterance: string;
  intent: string;
  /** Calibrated probability, 0..1, that `intent` is right. */
  confidence: number;
  certainty: Certainty;
  rule: Rule;
  /** Intents to offer when close, likeliest first: up to three meanings, or what there is to an app's bare name. */
  candidates: string[];
  /** All intents with their scores, likeliest first. */
  ranked: ScoredIntent[];
  models: ModelMention[];
  advisories: AdvisoryMention[];
  /** Canonical names of the apps spoken of. */
  apps: string[];
  /** Devices outside the patch table that the answers speak of. */
  otherDevices: string[];
  corrections: Correction[];
  /** Set when the words fit an answer that is about something else; then the certainty is `unknown`. */
  boundary?: Boundary;
}

/** A message understood: one reading for each question in it, in their order, at least one. */
export interface Understanding {
  utterance: string;
  readings: [Reading, ...Reading[]];
}
