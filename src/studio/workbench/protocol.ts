import type { ExpectedVerdict } from '#expected/verdict.ts';
import type { Documents } from '#knowledge/documents.ts';
import type { Problem } from '#knowledge/problems.ts';
import type { Difference } from '#releases/compare.ts';
import type { DraftedKnowledge, DraftSources } from '../draft.ts';
import type { Chat } from './chat.ts';
import type { Reread } from './reread.ts';
import type { WorkbenchCode } from './workbench-error.ts';

/** The knowledge that answers customers now, and the one that editors are working on. */
export interface Sides {
  published: Documents;
  draft: Documents;
}
export type SideName = keyof Sides;

/** A side that cannot be used, with the reason. */
export interface Unusable {
  kind: 'unusable';
  side: SideName;
  problems: readonly Problem[];
}

/** Whether the sides are ready for questions. */
export type Prepared =
  | {
      kind: 'ready';
      /** False while the draft's classifier is only fitted: once published, it is a little more or less sure. */
      isExact: boolean;
    }
  | Unusable;

/** A classifier that was trained for a release. */
export type TrainedForRelease =
  | {
      kind: 'trained';
      /** The key of the classifier. */
      key: string;
      /** Undefined if it was trained before. */
      tookMs: number | undefined;
      answers: number;
      phrases: number;
    }
  | { kind: 'unusable'; problems: readonly Problem[] };

/** Some of the bytes of a classifier. */
interface ClassifierPiece {
  bytes: Uint8Array;
  /** The total number of bytes. */
  total: number;
}

/** The child's services, by name. A `key` identifies the sides: those that were prepared under it. */
export interface Services {
  check: { takes: { documents: Documents }; gives: readonly Problem[] };
  draft: { takes: DraftSources; gives: DraftedKnowledge };
  compare: { takes: { before: Documents; after: Documents }; gives: Difference[] };
  prepare: { takes: { key: string; sides: Sides; isExact: boolean }; gives: Prepared };
  chat: { takes: { key: string; texts: readonly string[]; locale?: string | undefined }; gives: Chat };
  verdict: { takes: { key: string }; gives: ExpectedVerdict & { isExact: boolean } };
  /** Trains the knowledge that is to be published; `classifier` returns the bytes. */
  train: { takes: { documents: Documents }; gives: TrainedForRelease };
  /** Returns one piece at a time: a message of many megabytes would block the server. */
  classifier: { takes: { key: string; from: number }; gives: ClassifierPiece | undefined };
  reread: { takes: { key: string; questions: readonly string[] }; gives: Reread };
}
export type ServiceName = keyof Services;
/** The services that ask the sides something. */
export type SideService = 'chat' | 'verdict' | 'reread';

/** The progress of training the draft's classifier, in steps. */
export interface TrainingProgress {
  done: number;
  total: number;
}

/** A request for a service. */
export interface Call<Name extends ServiceName = ServiceName> {
  kind: 'call';
  id: number;
  name: Name;
  takes: Services[Name]['takes'];
}

/** What the server sends to the child. */
export type ToChild =
  | Call
  /** The response to the child's request of the same `kind`. */
  | { kind: 'classifier'; key: string; bytes: Uint8Array | undefined };

/** What the child sends to the server. */
export type FromChild =
  | { kind: 'given'; id: number; gives: unknown }
  | { kind: 'failed'; id: number; code: WorkbenchCode; cause: string }
  /** Asks for a classifier that may be in the store: the child does not open the database. */
  | { kind: 'classifier'; key: string }
  /** Undefined once the training has ended. */
  | { kind: 'training'; progress: TrainingProgress | undefined };
