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
  SideName,
  SideService,
  Sides,
  TrainedForRelease,
  TrainingProgress,
  Unusable,
} from './protocol.ts';
import { WorkbenchError } from './workbench-error.ts';

const SECOND_MS = 1000;
const IDLE_MS = 10 * 60 * SECOND_MS;
/** A large knowledge takes long to train, and its training reports how far it is. */
const MOST_MS: Record<ServiceName, number> = {
  check: 60 * SECOND_MS,
  draft: 60 * SECOND_MS,
  compare: 60 * SECOND_MS,
  prepare: 60 * 60 * SECOND_MS,
  chat: 60 * SECOND_MS,
  verdict: 10 * 60 * SECOND_MS,
  expected: 10 * 60 * SECOND_MS,
  train: 60 * 60 * SECOND_MS,
  classifier: 60 * SECOND_MS,
  reread: 10 * 60 * SECOND_MS,
};

type WorkbenchParts = Pick<ChildProcessParts, 'dataDir' | 'readClassifier' | 'log'> &
  Partial<Pick<ChildProcessParts, 'priority' | 'idleMs'>>;

/** What a service gives that was asked about sides. */
type AboutSides<Name extends SideService> = Services[Name]['gives'] | Unusable;

/**
 * Does the costly work of editing in a process of its own: checks documents, reads them as customers would be read, and
 * trains what the draft needs. There is one process for a server, from the first call on until nobody has called for
 * minutes. All methods throw {WorkbenchError}.
 */
export class Workbench {
  readonly #process: ServiceProcess;
  #training: TrainingProgress | undefined;

  constructor(parts: WorkbenchParts) {
    this.#process = new ServiceProcess({
      priority: constants.priority.PRIORITY_LOW,
      idleMs: IDLE_MS,
      ...parts,
      onTraining: (progress) => {
        this.#training = progress;
      },
    });
  }

  /** How far the training of the draft's classifier is; undefined when none is running. */
  get training(): TrainingProgress | undefined {
    return this.#training;
  }

  /** Finds every problem of documents; none when they can be published. */
  async check(documents: Documents): Promise<readonly Problem[]> {
    return await this.#call('check', { documents });
  }

  /** Lays the changes of the draft over what is published. */
  async draft(sources: DraftSources): Promise<DraftedKnowledge> {
    return await this.#call('draft', sources);
  }

  /** Finds what differs between two releases, entry by entry. */
  async compare(before: Documents, after: Documents): Promise<Difference[]> {
    return await this.#call('compare', { before, after });
  }

  /**
   * Makes both sides ready to be asked, which takes seconds when the draft's phrases or names have changed. Other
   * methods do it by themselves.
   * @param options `isExact`: waits until the draft reads exactly as it will when published, which takes longer
   */
  async prepare(sides: Sides, { isExact = false } = {}): Promise<Prepared> {
    return await this.#call('prepare', { key: keyOf(sides), sides, isExact });
  }

  /** Has a whole conversation with both sides, from its opening on. @param texts what the customer says */
  async chat(sides: Sides, texts: readonly string[]): Promise<AboutSides<'chat'>> {
    return await this.#about(sides, 'chat', { texts });
  }

  /** Asks one side everything that the draft expects. */
  async runExpected(sides: Sides, side: SideName): Promise<AboutSides<'expected'>> {
    return await this.#about(sides, 'expected', { side });
  }

  /** Says which expected answers speak against publishing the draft, and which fail already. */
  async judgeExpected(sides: Sides): Promise<AboutSides<'verdict'>> {
    return await this.#about(sides, 'verdict', {});
  }

  /** Reads questions by both sides, and finds those that the draft answers differently. */
  async reread(sides: Sides, questions: readonly string[]): Promise<AboutSides<'reread'>> {
    return await this.#about(sides, 'reread', { questions });
  }

  /** Trains the classifier of documents that are to be published, unless there is one; nothing interrupts it. */
  async train(documents: Documents): Promise<TrainedForRelease> {
    return await this.#call('train', { documents });
  }

  /** A classifier that was trained just now. @returns undefined when it is no longer at hand */
  async classifier(key: string): Promise<Uint8Array | undefined> {
    return await this.#call('classifier', { key });
  }

  /** Ends the process. */
  stop(): Promise<void> {
    return this.#process.stop();
  }

  #call<Name extends ServiceName>(
    name: Name,
    takes: Services[Name]['takes'],
  ): Promise<Services[Name]['gives']> {
    return this.#process.call(name, takes, MOST_MS[name]);
  }

  /** The documents are sent only when the process does not have them at hand. */
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
