import type { Classification, Classifier } from '../classifier/classification.ts';
import type { Focus } from '../context.ts';
import type { Entities } from '../entities.ts';
import type { Rule } from '../understanding.ts';
import type { Boundary, Subject } from '../subjects.ts';

/** What reading a question needs: a trained classifier and the names and subjects of the knowledge. */
export interface ReadingParts {
  classifier: Classifier;
  findEntities: (text: string) => Entities;
  /** The listed models, canonical. */
  models: readonly string[];
  /** What each intent's answer speaks of; intents without one are free of boundaries. */
  subjects: ReadonlyMap<string, Subject>;
  /** Titles and button labels, by `titleKey`, with the intent each asks for. */
  titles: ReadonlyMap<string, string>;
  /** Intents asked of a particular model: a model named alone repeats the one asked before. */
  modelIntents: ReadonlySet<string>;
  /** Finds the things that there may be several of ("camera", "routers"). */
  things: RegExp;
  /** Intents asked in general that the patch status answers once a model is named. */
  generalIntents: ReadonlySet<string>;
  /** For each advisory the intents that are about others alone. */
  ofOtherAdvisories: ReadonlyMap<string, ReadonlySet<string>>;
  /** The intents of each app, to offer when only its name is said. */
  appIntents: ReadonlyMap<string, readonly string[]>;
}

/** One question on its way through the steps of reading. */
export interface Question {
  /** Clean, one part of a message. */
  text: string;
  entities: Entities;
  focus: Focus | undefined;
}

/** What a question is taken for so far. */
export interface Guess {
  classification: Classification;
  rule: Rule;
  /** Set when the answer that fits the words is about something else. */
  boundary?: Boundary;
}

/** A classification that needs no classifier: certain of one intent. */
export const given = (intent: string): Classification => ({
  intent,
  confidence: 1,
  ranked: [{ intent, score: 1 }],
  corrections: [],
  strangeness: 0,
});
