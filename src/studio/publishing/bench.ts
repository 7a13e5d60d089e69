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

/** What a training gave. */
export interface Trained {
  /** Undefined where the classifier was there already. */
  milliseconds: number | undefined;
  answers: number;
  phrases: number;
}

/** What publishing has done in a process of its own, so that nobody waits for an answer. */
export interface Bench {
  /** Finds every problem of documents. */
  check(documents: Documents): Promise<readonly Problem[]>;
  /** Finds what differs between two releases. */
  compare(before: Documents, after: Documents): Promise<readonly Difference[]>;
  /** Trains a classifier for documents and stores it, unless there is one. @throws {KnowledgeError} */
  train(documents: Documents): Promise<Trained>;
  /** Makes both ready to read exactly as they do when published. @throws {KnowledgeError} */
  prepare(sides: Sides): Promise<unknown>;
  /** Asks the draft all that is expected, and the published release what fails there. @throws {KnowledgeError} */
  judge(sides: Sides): Promise<ExpectedVerdict>;
  /** Reads questions by both, and groups those that are read differently. @throws {KnowledgeError} */
  reread(sides: Sides, questions: readonly string[]): Promise<Reread>;
  /** How far a training is; undefined when none is running. */
  readonly training: { done: number; total: number } | undefined;
}

/** The workbench has two sides at hand: other editors may have it look at others at the same time. */
const MOST_TRIES = 20;
const RETRY_MS = 250;

/** Creates the bench of one server. All of its methods throw {WorkbenchError}, too. */
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

/** Tries again when others had the workbench look at something else meanwhile. */
async function inTurn<Given extends object>(work: () => Promise<Given | Unusable>): Promise<Given> {
  for (let tries = 1; ; tries += 1) {
    try {
      const given = await work();
      if ('kind' in given && given.kind === 'unusable') throw new KnowledgeError(given.problems);
      return given as Given;
    } catch (error) {
      const isPassing = error instanceof WorkbenchError && ['NotPrepared', 'Superseded'].includes(error.code);
      if (!isPassing || tries === MOST_TRIES) throw error;
    }
    await wait(RETRY_MS, undefined, { ref: false });
  }
}
