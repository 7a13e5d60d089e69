import { createHash } from 'node:crypto';
import { constants } from 'node:os';
import type { Documents } from '#knowledge/documents.ts';
import type { Problem } from '#knowledge/problems.ts';
import type { Difference } from '#releases/compare.ts';
import type { DraftedKnowledge, DraftSources } from '../draft.ts';
import { type ChildProcessParts, ServiceProcess } from './child-process.ts';
import type {
  Prepared,
  ServiceName,
  Services,
  SideService,
  Sides,
  TrainedForRelease,
  TrainingProgress,
  Unusable,
} from './protocol.ts';
import { WorkbenchError } from './workbench-error.ts';

const SECOND_MS = 1000;
const IDLE_MS = 10 * 60 * SECOND_MS;
/** Large knowledge takes long to train, but its training reports progress. */
const MAX_MS: Record<ServiceName, number> = {
  check: 60 * SECOND_MS,
  draft: 60 * SECOND_MS,
  compare: 60 * SECOND_MS,
  prepare: 60 * 60 * SECOND_MS,
  chat: 60 * SECOND_MS,
  verdict: 10 * 60 * SECOND_MS,
  train: 60 * 60 * SECOND_MS,
  classifier: 60 * SECOND_MS,
  reread: 10 * 60 * SECOND_MS,
};

/** Starts the part that performs the services. */
export type StartServices = (
  parts: Omit<ChildProcessParts, 'priority' | 'idleMs'>,
) => Pick<ServiceProcess, 'call' | 'stop'>;

/** Starts a process with the lowest priority. */
const startProcess: StartServices = (parts) =>
  new ServiceProcess({ ...parts, priority: constants.priority.PRIORITY_LOW, idleMs: IDLE_MS });

interface WorkbenchParts extends Pick<ChildProcessParts, 'dataDir' | 'readClassifier' | 'log'> {
  startServices?: StartServices;
}

/** The result of a service that was asked about sides. */
type AboutSides<Name extends SideService> = Services[Name]['gives'] | Unusable;

/**
 * Does the expensive work of editing in a separate process: checks documents, reads them as customers' messages would
 * be read, and trains what the draft needs. Each server has one such process, from the first call until nobody has
 * called for minutes. All methods throw {WorkbenchError}.
 */
export class Workbench {
  readonly #process: ReturnType<StartServices>;
  #training: TrainingProgress | undefined;

  constructor({ startServices = startProcess, ...parts }: WorkbenchParts) {
    this.#process = startServices({
      ...parts,
      onTraining: (progress) => {
        this.#training = progress;
      },
    });
  }

  /** The progress of training the draft's classifier; undefined if none is running. */
  get training(): TrainingProgress | undefined {
    return this.#training;
  }

  /** Finds every problem of documents; none if they can be published. */
  async check(documents: Documents): Promise<readonly Problem[]> {
    return await this.#call('check', { documents });
  }

  /** Applies the changes of the draft to what is published. */
  async draft(sources: DraftSources): Promise<DraftedKnowledge> {
    return await this.#call('draft', sources);
  }

  /** Finds what differs between two releases, entry by entry. */
  async compare(before: Documents, after: Documents): Promise<Difference[]> {
    return await this.#call('compare', { before, after });
  }

  /**
   * Prepares both sides for questions, which takes seconds if the draft's phrases or names have changed. Other methods
   * do this themselves.
   * @param options `isExact`: waits until the draft reads exactly as it will when published, which takes longer
   */
  async prepare(sides: Sides, { isExact = false } = {}): Promise<Prepared> {
    return await this.#call('prepare', { key: keyOf(sides), sides, isExact });
  }

  /** Has a whole conversation with both sides, starting with its opening. @param texts what the customer says */
  async chat(sides: Sides, texts: readonly string[], locale?: string): Promise<AboutSides<'chat'>> {
    return await this.#about(sides, 'chat', { texts, locale });
  }

  /** Determines which expected answers are reasons not to publish the draft, and which fail already. */
  async judgeExpected(sides: Sides): Promise<AboutSides<'verdict'>> {
    return await this.#about(sides, 'verdict', {});
  }

  /** Reads questions with both sides, and finds those that the draft reads differently. */
  async reread(sides: Sides, questions: readonly string[]): Promise<AboutSides<'reread'>> {
    return await this.#about(sides, 'reread', { questions });
  }

  /** Trains the classifier for documents that are to be published, unless there is one; nothing interrupts it. */
  async train(documents: Documents): Promise<TrainedForRelease> {
    return await this.#call('train', { documents });
  }

  /** A classifier that was just trained. @returns undefined if it is no longer available */
  async classifier(key: string): Promise<Uint8Array | undefined> {
    const first = await this.#call('classifier', { key, from: 0 });
    if (first === undefined) return undefined;
    const bytes = new Uint8Array(first.total);
    bytes.set(first.bytes);
    for (let from = first.bytes.length; from < bytes.length;) {
      const piece = await this.#call('classifier', { key, from });
      if (piece === undefined) return undefined;
      bytes.set(piece.bytes, from);
      from += piece.bytes.length;
    }
    return bytes;
  }

  /** Ends the process. */
  stop(): Promise<void> {
    return this.#process.stop();
  }

  #call<Name extends ServiceName>(
    name: Name,
    takes: Services[Name]['takes'],
  ): Promise<Services[Name]['gives']> {
    return this.#process.call(name, takes, MAX_MS[name]);
  }

  /** The documents are sent only if the process does not hold them. */
  async #about<Name extends SideService>(
    sides: Sides,
    name: Name,
    takes: Omit<Services[Name]['takes'], 'key'>,
  ): Promise<AboutSides<Name>> {
    const keyed = { ...takes, key: keyOf(sides) } as Services[Name]['takes'];
    try {
      return await this.#call(name, keyed);
    } catch (error) {
      if (!(error instanceof WorkbenchError) || error.code !== 'NotPrepared') throw error;
    }
    const prepared = await this.prepare(sides);
    return prepared.kind === 'unusable' ? prepared : await this.#call(name, keyed);
  }
}

/** Documents never change, so each is hashed once. */
const fingerprints = new WeakMap<Documents, string>();

function fingerprintOf(documents: Documents): string {
  const known = fingerprints.get(documents) ?? hashOf(documents);
  fingerprints.set(documents, known);
  return known;
}

const hashOf = (documents: Documents): string =>
  createHash('sha256')
    .update(JSON.stringify([...documents]))
    .digest('hex');

const keyOf = ({ published, draft }: Sides): string => `${fingerprintOf(published)} ${fingerprintOf(draft)}`;
