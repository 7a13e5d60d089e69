import type { ExpectedAnswers } from './expected-schema.ts';
import type {
  AdvisoryFile,
  Answer,
  CannedReply,
  Language,
  SmallTalkReply,
  Source,
  Vocabulary,
} from './schema.ts';

/** A model in a patch table: the status in its newest row, with those in earlier rows as history. */
export interface Model {
  /** The canonical spelling, as first published ("EAP350v2"). */
  name: string;
  status: string;
  /** The statuses in earlier rows, oldest first; empty for most models. */
  history: string[];
}

/** A vulnerability that the bot knows of, with the patch status of each model. */
export interface Advisory extends AdvisoryFile {
  /** By canonical name, in the order first published; one entry for each model of its table. */
  models: ReadonlyMap<string, Model>;
  /** The years of its CVE ids and of its publication. */
  years: readonly number[];
}

/** A training phrase: what a customer might write, and its intent. */
export interface Phrase {
  text: string;
  intent: string;
}

/** Everything the bot knows, validated and cross-checked. Read-only; built once by `loadKnowledge`. */
export interface Knowledge {
  sources: ReadonlyMap<string, Source>;
  /** By id, in the order of the files. */
  answers: ReadonlyMap<string, Answer>;
  /** By id, newest first; at least one. */
  advisories: ReadonlyMap<string, Advisory>;
  /** The canonical names of all models that a patch table lists, in the order first published. */
  models: ReadonlySet<string>;
  /** The replies to greetings and other small talk, by intent. */
  smallTalk: ReadonlyMap<string, SmallTalkReply>;
  /** What the bot knows, worded to follow "I can tell you about". */
  scope: string;
  /** The intents that new customers are offered first. */
  firstQuestions: readonly string[];
  vocabulary: Vocabulary;
  phrases: readonly Phrase[];
  /** Replies that agents can send with one click. */
  cannedReplies: readonly CannedReply[];
  /** Languages that the bot recognises, by ISO 639-1 code. */
  languages: ReadonlyMap<string, Language>;
  /** What the bot must do in certain questions and conversations. Nothing is trained on them. */
  expected: ExpectedAnswers;
  /** SHA-256 (hex) over everything that training depends on: phrases, models, titles and vocabulary. */
  hash: string;
}
