import type { ExpectedVerdict } from '#expected/verdict.ts';
import type { Documents } from '#knowledge/documents.ts';
import type { Problem } from '#knowledge/problems.ts';
import type { Difference } from '#releases/compare.ts';
import type { DraftedKnowledge, DraftSources } from '../draft.ts';
import type { Chat } from './chat.ts';
import type { ExpectedRun } from './expected.ts';
import type { Reread } from './reread.ts';
import type { WorkbenchCode } from './workbench-error.ts';

/** The knowledge that answers customers now, and the one that editors work on. */
export interface Sides {
  published: Documents;
  draft: Documents;
}
export type SideName = keyof Sides;

/** A side that cannot be used, and why. */
export interface Unusable {
  kind: 'unusable';
  side: SideName;
  problems: readonly Problem[];
}

/** Whether the sides can be asked. */
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
      /** Of the classifier. */
      key: string;
      /** Undefined where it was trained before. */
      tookMs: number | undefined;
      answers: number;
      phrases: number;
    }
  | { kind: 'unusable'; problems: readonly Problem[] };

/** What the child does, by name. A `key` says which sides are meant: those that were prepared under it. */
export interface Services {
  check: { takes: { documents: Documents }; gives: readonly Problem[] };
  draft: { takes: DraftSources; gives: DraftedKnowledge };
  compare: { takes: { before: Documents; after: Documents }; gives: Difference[] };
  prepare: { takes: { key: string; sides: Sides; isExact: boolean }; gives: Prepared };
  chat: { takes: { key: string; texts: readonly string[] }; gives: Chat };
  expected: { takes: { key: string; side: SideName }; gives: ExpectedRun };
  verdict: { takes: { key: string }; gives: ExpectedVerdict & { isExact: boolean } };
  /** Trains what is to be published; `classifier` gives the bytes. */
  train: { takes: { documents: Documents }; gives: TrainedForRelease };
  classifier: { takes: { key: string }; gives: Uint8Array | undefined };
  reread: { takes: { key: string; questions: readonly string[] }; gives: Reread };
}
export type ServiceName = keyof Services;
/** The services that ask the sides something. */
export type SideService = 'chat' | 'expected' | 'verdict' | 'reread';

/** How far the training of the draft's classifier is, in steps. */
export interface TrainingProgress {
  done: number;
  total: number;
}

/** A service to be done. */
export interface Call<Name extends ServiceName = ServiceName> {
  kind: 'call';
  id: number;
  name: Name;
  takes: Services[Name]['takes'];
}

/** What the server sends to the child. */
export type ToChild =
  | Call
  /** What the child asked for with the same `kind`. */
  | { kind: 'classifier'; key: string; bytes: Uint8Array | undefined };

/** What the child sends to the server. */
export type FromChild =
  | { kind: 'given'; id: number; gives: unknown }
  | { kind: 'failed'; id: number; code: WorkbenchCode; cause: string }
  /** Asks for a classifier that may be in the store: the child does not open the database. */
  | { kind: 'classifier'; key: string }
  /** Undefined when the training has ended. */
  | { kind: 'training'; progress: TrainingProgress | undefined };
