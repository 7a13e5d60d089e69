import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Problem } from '#knowledge/problems.ts';
import { type PublishRun, RunLost } from '#store/publish-runs.ts';
import type { ScheduledPublication } from '#store/scheduled-publications.ts';
import type { Store } from '#store/store.ts';
import { isIncluded } from '#store/take-draft.ts';
import type { DraftSnapshot, Studio } from '../studio.ts';
import { WorkbenchError } from '../workbench/workbench-error.ts';
import type { Bench } from './bench.ts';
import { takenOf } from './entry-changes.ts';
import type { PublishOutcome } from './outcome.ts';
import { publishDraft, type Wanted } from './publish-draft.ts';
import { publishExisting, type WantedExisting } from './publish-existing.ts';
import { type ReportStep, reportProgress } from './report-progress.ts';
import { versionOf } from './verdict.ts';

const dead: PublishOutcome = {
  kind: 'failed',
  message: 'The server stopped before anything was published. Please try again.',
};

export interface PublisherParts {
  store: Pick<Store, 'publishRuns' | 'releases' | 'releaseDetails' | 'scheduledPublications'>;
  studio: Studio;
  bench: Bench;
  clock: () => Date;
  log: Logger;
}

type Started =
  | { kind: 'begun'; run: PublishRun }
  /** Somebody is publishing at this moment. */
  | { kind: 'busy'; actor: string };

/** The result of a request to publish the draft. */
export type Begun =
  | Started
  | { kind: 'unchanged' }
  /** Somebody has changed the draft since the editor looked. */
  | { kind: 'changed' }
  /** The draft as it is now is waiting as this release. */
  | { kind: 'scheduled'; release: number }
  | { kind: 'problems'; problems: readonly Problem[] };

/** The result of a request to publish a release. */
export type BegunExisting =
  | Started
  | { kind: 'missing' }
  /** Another release was published since the editor looked. */
  | { kind: 'overtaken' };

type Work = (run: { runId: string; report: ReportStep }) => Promise<PublishOutcome>;

/**
 * Publishes the draft and releases, one run at a time across all servers; a run continues even if its editor leaves the
 * page.
 */
export class Publisher {
  readonly #parts: PublisherParts;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: PublisherParts) {
    this.#parts = parts;
  }

  /** The newest run, on any server; a run that died with its server has failed. */
  async newest(): Promise<PublishRun | undefined> {
    const { publishRuns } = this.#parts.store;
    const run = await publishRuns.newest();
    if (run === undefined || run.endedAt !== undefined) return run;
    await publishRuns.endDead(dead, this.#parts.clock());
    return await publishRuns.newest();
  }

  /** Starts publishing the draft as it is now, if that is the draft that the editor has seen. */
  async begin(wanted: Wanted): Promise<Begun> {
    const { studio, bench, store } = this.#parts;
    // Read first: the draft is then at least as new as each of them.
    const waiting = await store.scheduledPublications.waiting();
    const snapshot = await studio.snapshot();
    if (snapshot.drafted.entries.every(({ state }) => state === 'published')) return { kind: 'unchanged' };
    if (wanted.version !== undefined && wanted.version !== versionOf(snapshot)) return { kind: 'changed' };
    const same = waiting.find((scheduled) => isOfDraft(scheduled, snapshot));
    if (wanted.at !== undefined && same !== undefined)
      return { kind: 'scheduled', release: same.releaseNumber };
    const problems = await bench.check(snapshot.drafted.documents);
    if (problems.length > 0) return { kind: 'problems', problems };
    return await this.#start({ actor: wanted.actor, releaseNumber: undefined }, (run) =>
      publishDraft(this.#parts, { ...run, snapshot, follows: waiting.map(({ id }) => id), wanted }),
    );
  }

  /** Starts publishing a release as it is, unless it would undo a publication that the editor has not seen. */
  async beginExisting(number: number, wanted: WantedExisting): Promise<BegunExisting> {
    const { releases } = this.#parts.store;
    const documents = await releases.documents(number);
    if (documents === undefined) return { kind: 'missing' };
    if (wanted.last !== undefined && wanted.last !== (await releases.currentPublication()))
      return { kind: 'overtaken' };
    return await this.#start({ actor: wanted.actor, releaseNumber: number }, (run) =>
      publishExisting(this.#parts, { ...run, release: { number, documents }, wanted }),
    );
  }

  /** Waits for the run on this server. Stop the parts that it uses first. */
  async stop(): Promise<void> {
    await this.#running;
  }

  async #start(of: Pick<PublishRun, 'actor' | 'releaseNumber'>, work: Work): Promise<Started> {
    const { publishRuns } = this.#parts.store;
    const id = randomUUID();
    const isBegun = await publishRuns.begin({ id, ...of, at: this.#parts.clock() });
    const run = await publishRuns.newest();
    if (run === undefined || !isBegun) return { kind: 'busy', actor: run?.actor ?? '' };
    const { report, stop } = reportProgress({ ...this.#parts, id });
    this.#running = this.#run(id, () => work({ runId: id, report })).finally(stop);
    return { kind: 'begun', run };
  }

  async #run(id: string, work: () => Promise<PublishOutcome>): Promise<void> {
    const { store, clock, log } = this.#parts;
    try {
      await store.publishRuns.end({ id, outcome: await outcomeOf(work, log) }, clock());
    } catch (error) {
      // All servers will soon treat the run as dead.
      log.error({ err: error }, 'could not store the result of publishing');
    }
  }
}

/** Whether a scheduled publication was made from the draft exactly as it is now. */
function isOfDraft(scheduled: ScheduledPublication, snapshot: DraftSnapshot): boolean {
  const taken = takenOf(snapshot, []);
  return (
    scheduled.basedOn === snapshot.publication &&
    scheduled.taken.entries.length === taken.entries.length &&
    scheduled.taken.phrases.length === taken.phrases.length &&
    isIncluded(scheduled, taken)
  );
}

async function outcomeOf(work: () => Promise<PublishOutcome>, log: Logger): Promise<PublishOutcome> {
  try {
    return await work();
  } catch (error) {
    // The workbench has logged its own failures; a stop is none.
    if (error instanceof WorkbenchError) return { kind: 'failed', message: error.message };
    if (error instanceof RunLost) log.warn('published nothing: the other servers took this run for dead');
    else log.error({ err: error }, 'could not publish');
    return { kind: 'failed', message: 'Something went wrong, and nothing was published. Please try again.' };
  }
}
