import type { Correction, ScoredIntent } from './classifier/classification.ts';
import type { ModelMention } from './models/mention.ts';
import type { Certainty, Reading, Rule } from './understanding.ts';

/** How a question was understood, for editors. */
export interface Explanation {
  /** The question alone, cleaned. */
  question: string;
  intent: string;
  certainty: Certainty;
  rule: Rule;
  /** The calibrated probability, 0..1, that `intent` is right. */
  confidence: number;
  /** The next likeliest intents. */
  runnersUp: ScoredIntent[];
  /** The intents that the bot would ask about. */
  candidates: string[];
  /** What was taken for a model, and how: `ESR900 ("esr 900", spelling)`. */
  models: string[];
  advisories: string[];
  apps: string[];
  corrections: Correction[];
  /** Why a fitting answer is withheld; '' if none is. */
  boundary: string;
}

const MAX_RUNNERS_UP = 4;

/** Converts a reading into what can be shown. */
export const explain = (reading: Reading): Explanation => ({
  question: reading.utterance,
  intent: reading.intent,
  certainty: reading.certainty,
  rule: reading.rule,
  confidence: reading.confidence,
  runnersUp: reading.ranked.slice(1, 1 + MAX_RUNNERS_UP),
  candidates: reading.candidates,
  models: reading.models.map(describeModel),
  advisories: reading.advisories.map(({ advisory, how }) => `${advisory} (${how})`),
  apps: reading.apps,
  corrections: reading.corrections,
  boundary: reading.boundary === undefined ? '' : `${reading.boundary.kind} ${reading.boundary.name}`,
});

function describeModel(mention: ModelMention): string {
  switch (mention.kind) {
    case 'listed':
      return `${mention.model} ("${mention.written}", ${mention.how})`;
    case 'ambiguous':
      return `"${mention.written}": ${mention.options.join(' or ')}`;
    case 'unlisted':
      return `"${mention.written}": not listed${mention.near.length > 0 ? `, near ${mention.near.join(', ')}` : ''}`;
  }
}
