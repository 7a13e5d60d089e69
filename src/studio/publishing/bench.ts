import { setTimeout as wait } from 'node:timers/promises';
import type { Documents } from '#knowledge/documents.ts';
import { KnowledgeError, type Problem } from '#knowledge/problems.ts';
import type { Difference } from '#releases/compare.ts';
import type { Releases } from '#store/releases.ts';
import type { ExpectedVerdict } from '#expected/verdict.ts';
import type { Sides, Unusable } from '../workbench/protocol.ts';
import type { Reread } from '../workbench/reread.ts';
import { WorkbenchError } from '../workbench/workbench-error.ts';
import type { Workbench } from '../workbench/workbench.ts';

/** The result of a training. */
export interface Trained {
  /** Undefined if the classifier already existed. */
  milliseconds: number | undefined;
  answers: number;
  phrases: number;
}

/** The parts of publishing that run in a separate process, so that no customer has to wait. */
export interface Bench {
  /** Finds every problem of documents. */
  check(documents: Documents): Promise<readonly Problem[]>;
  /** Finds what differs between two releases. */
  compare(before: Documents, after: Documents): Promise<readonly Difference[]>;
  /** Trains a classifier for documents and stores it, unless there is one. @throws {KnowledgeError} */
  train(documents: Documents): Promise<Trained>;
  /** Prepares both sides to read exactly as they do when published. @throws {KnowledgeError} */
  prepare(sides: Sides): Promise<unknown>;
  /**
   * Runs the expected answers on the draft, and runs those that fail on the published release. @throws {KnowledgeError}
   */
  judge(sides: Sides): Promise<ExpectedVerdict>;
  /** Reads questions with both sides, and groups those that are read differently. @throws {KnowledgeError} */
  reread(sides: Sides, questions: readonly string[]): Promise<Reread>;
  /** The progress of a training; undefined if none is running. */
  readonly training: { done: number; total: number } | undefined;
}

/** The workbench holds two sides at a time: other editors may make it switch to others. */
const MAX_TRIES = 20;
const RETRY_MS = 250;

/** Creates the bench of one server. All of its methods also throw {WorkbenchError}. */
export function createBench(workbench: Workbench, releases: Releases, clock: () => Date): Bench {
  return {
    check: (documents) => workbench.check(documents),
    compare: (before, after) => workbench.compare(before, after),
    async train(documents) {
      const trained = await workbench.train(documents);
      if (trained.kind === 'unusable') throw new KnowledgeError(trained.problems);
      const { key, tookMs, answers, phrases } = trained;
      await storeClassifier(key);
      return { milliseconds: tookMs, answers, phrases };
    },
    judge: (sides) => inTurn(() => workbench.judgeExpected(sides)),
    prepare: (sides) => inTurn(() => workbench.prepare(sides, { isExact: true })),
    reread: (sides, questions) => inTurn(() => workbench.reread(sides, questions)),
    get training() {
      return workbench.training;
    },
  };

  async function storeClassifier(key: string): Promise<void> {
    if (await releases.hasClassifier(key, clock())) return;
    const bytes = await workbench.classifier(key);
    if (bytes === undefined) throw new WorkbenchError('Superseded');
    await releases.writeClassifier(key, bytes, clock());
  }
}

/** Tries again if others made the workbench switch to something else in the meantime. */
async function inTurn<Given extends object>(work: () => Promise<Given | Unusable>): Promise<Given> {
  for (let tries = 1; ; tries += 1) {
    try {
      const given = await work();
      if ('kind' in given && given.kind === 'unusable') throw new KnowledgeError(given.problems);
      return given as Given;
    } catch (error) {
      const isPassing = error instanceof WorkbenchError && ['NotPrepared', 'Superseded'].includes(error.code);
      if (!isPassing || tries === MAX_TRIES) throw error;
    }
    await wait(RETRY_MS, undefined, { ref: false });
  }
}
