import type {
  Answer,
  CannedReply,
  Language,
  PatchStatus,
  PatchTable,
  SmallTalkReply,
  Source,
  Vocabulary,
} from './schema.ts';

/** A model of the patch table: the newest row's status, and earlier rows' as history. */
export interface Model {
  /** Canonical spelling, as first published ("EAP350v2"). */
  name: string;
  status: PatchStatus;
  /** Statuses of earlier rows, oldest first; empty for most models. */
  history: PatchStatus[];
}

/** A training phrase: what a customer might write, and the intent it has. */
export interface Phrase {
  text: string;
  intent: string;
}

/** Everything the bot knows, validated and cross-checked. Read-only; built once by `loadKnowledge`. */
export interface Knowledge {
  sources: ReadonlyMap<string, Source>;
  /** By id, in the order of the files. */
  answers: ReadonlyMap<string, Answer>;
  patch: Pick<PatchTable, 'statuses' | 'findModel' | 'titles' | 'source' | 'rows'>;
  /** By canonical name, in the order first published; one entry for each model. */
  models: ReadonlyMap<string, Model>;
  /** What the bot says to a greeting and the like, by intent. */
  smallTalk: ReadonlyMap<string, SmallTalkReply>;
  /** What the bot knows, to follow "I can tell you about". */
  scope: string;
  /** Intents that a newcomer is offered first. */
  topics: readonly string[];
  vocabulary: Vocabulary;
  phrases: readonly Phrase[];
  /** What agents can say with one press. */
  cannedReplies: readonly CannedReply[];
  /** Languages that the bot knows when it sees them, by ISO 639-1 code. */
  languages: ReadonlyMap<string, Language>;
  /** SHA-256 (hex) over all that training depends on: phrases, models, titles, vocabulary. */
  hash: string;
}
