import type { Classification, Classifier } from '../classifier/classification.ts';
import type { Focus } from '../context.ts';
import type { Entities } from '../entities.ts';
import type { ModelMention } from '../models/mention.ts';
import type { FindSeries } from '../models/series.ts';
import type { Rule } from '../understanding.ts';
import type { Boundary, Subject } from '../subjects.ts';

/** What the reader needs: a trained classifier, and the names and subjects of the knowledge. */
export interface ReadingParts {
  classifier: Classifier;
  findEntities: (text: string) => Entities;
  /** Canonical names of the listed models. */
  models: readonly string[];
  /** The subject of each intent; an intent without one has no boundaries. */
  subjects: ReadonlyMap<string, Subject>;
  /** Titles and button labels, by `titleKey`, with the intent that each asks for. */
  titles: ReadonlyMap<string, string>;
  /** Intents that ask about one model; a model named alone repeats the last of them. */
  modelIntents: ReadonlySet<string>;
  /** Words in other languages that connect a name to what came before: "und der". */
  joiningWords: ReadonlySet<string>;
  /** Matches things that can be counted ("camera", "routers"). */
  things: RegExp;
  /** General intents that the patch status answers once a model is named. */
  generalIntents: ReadonlySet<string>;
  /** For each advisory, the intents that are only about other advisories. */
  ofOtherAdvisories: ReadonlyMap<string, ReadonlySet<string>>;
  /** The intents of each app, offered when a customer writes only the app's name. */
  appIntents: ReadonlyMap<string, readonly string[]>;
}

/** The parts, and what is built from them once for all questions. */
export interface Reader extends ReadingParts {
  /** Finds the model that a message without names refers to. */
  modelFromContext: (text: string, focus: Focus) => ModelMention | undefined;
  /** The listed models that bare numbers mean after a model. */
  modelsByNumber: (text: string, before: string | undefined) => ModelMention[];
  findSeries: FindSeries;
  /** The listed models that bare numbers mean in a question about patches if no model was named before. */
  modelsOfAnyFamily: (text: string) => ModelMention[];
  /** The score of each intent for the name of an app alone. */
  scoresOfName: (app: string) => ReadonlyMap<string, number>;
}

/** A question on its way through the steps of reading. */
export interface Question {
  /** The clean text of one part of a message. */
  text: string;
  entities: Entities;
  focus: Focus | undefined;
}

/** The interpretation of a question so far. */
export interface Guess {
  classification: Classification;
  rule: Rule;
  /** Set if the best answer is about something else. */
  boundary?: Boundary;
  /** The general intent that was turned into one about models. */
  general?: string;
}

/** A classification made without the classifier, with full confidence in one intent. */
export const given = (intent: string): Classification => ({
  intent,
  confidence: 1,
  ranked: [{ intent, score: 1 }],
  corrections: [],
  strangeness: 0,
});
