import type { Documents } from '#knowledge/documents.ts';
import { KnowledgeError, type Problem } from '#knowledge/problems.ts';
import type { Difference } from '#releases/compare.ts';
import type { Releases } from '#store/releases.ts';
import type { ExpectedVerdict } from '#expected/verdict.ts';
import { inTurn } from '../workbench/in-turn.ts';
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
  /**
   * Runs the expected answers on the draft, exactly as it reads once it is published, and runs those that fail on the
   * published release. @throws {KnowledgeError}
   */
  judge(sides: Sides): Promise<ExpectedVerdict>;
  /**
   * Reads questions with both sides, exactly as they do when published, and groups those that are read differently.
   * @throws {KnowledgeError}
   */
  reread(sides: Sides, questions: readonly string[]): Promise<Reread>;
  /** The progress of a training; undefined if none is running. */
  readonly training: { done: number; total: number } | undefined;
}

/** Creates the bench of one server. All of its methods also throw {WorkbenchError}. */
export function createBench(
  workbench: Workbench,
  releases: Pick<Releases, 'hasClassifier' | 'writeClassifier'>,
  clock: () => Date,
): Bench {
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
    judge: (sides) => askExactly(sides, () => workbench.judgeExpected(sides)),
    reread: (sides, questions) => askExactly(sides, () => workbench.reread(sides, questions)),
    get training() {
      return workbench.training;
    },
  };

  async function askExactly<Given extends object>(
    sides: Sides,
    ask: () => Promise<Given | Unusable>,
  ): Promise<Given> {
    const given = await inTurn(async () => {
      const prepared = await workbench.prepare(sides, { isExact: true });
      return prepared.kind === 'unusable' ? prepared : await ask();
    });
    if ('kind' in given && given.kind === 'unusable') throw new KnowledgeError(given.problems);
    return given as Given;
  }

  async function storeClassifier(key: string): Promise<void> {
    if (await releases.hasClassifier(key, clock())) return;
    const bytes = await workbench.classifier(key);
    if (bytes === undefined) throw new WorkbenchError('Superseded');
    await releases.writeClassifier(key, bytes, clock());
  }
}
