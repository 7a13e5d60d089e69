import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Problem } from '#knowledge/problems.ts';
import type { PublishRun } from '#store/publish-runs.ts';
import type { Store } from '#store/store.ts';
import type { Studio } from '../studio.ts';
import { WorkbenchError } from '../workbench/workbench-error.ts';
import type { Bench } from './bench.ts';
import type { PublishOutcome } from './outcome.ts';
import { publishDraft, type Wanted } from './publish-draft.ts';
import { reportProgress } from './report-progress.ts';

/** A run not seen for this long has died with its server. */
const DEAD_MS = 20_000;

export interface PublisherParts {
  store: Pick<Store, 'publishRuns' | 'releases' | 'releaseDetails' | 'scheduledPublications'>;
  studio: Studio;
  bench: Bench;
  clock: () => Date;
  log: Logger;
}

/** The result of a request to publish. */
export type Begun =
  | { kind: 'begun'; run: PublishRun }
  | { kind: 'unchanged' }
  | { kind: 'problems'; problems: readonly Problem[] }
  /** Somebody else is publishing at this moment. */
  | { kind: 'busy'; actor: string };

/** Publishes the draft, one run at a time across all servers; a run continues even if its editor leaves the page. */
export class Publisher {
  readonly #parts: PublisherParts;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: PublisherParts) {
    this.#parts = parts;
  }

  /** The newest run, on any server; a run that died with its server has failed. */
  async newest(): Promise<PublishRun | undefined> {
    const run = await this.#parts.store.publishRuns.newest();
    if (run === undefined || run.endedAt !== undefined || run.seenAt >= this.#deadBefore()) return run;
    const message = 'The server stopped before anything was published. Please try again.';
    return { ...run, endedAt: run.seenAt, outcome: { kind: 'failed', message } satisfies PublishOutcome };
  }

  /** Starts publishing the draft as it is now. */
  async begin(wanted: Wanted): Promise<Begun> {
    const { store, studio, bench, clock } = this.#parts;
    const snapshot = await studio.snapshot();
    if (snapshot.drafted.entries.every(({ state }) => state === 'published')) return { kind: 'unchanged' };
    const problems = await bench.check(snapshot.drafted.documents);
    if (problems.length > 0) return { kind: 'problems', problems };
    const id = randomUUID();
    const isBegun = await store.publishRuns.begin(
      { id, actor: wanted.actor, at: clock() },
      this.#deadBefore(),
    );
    const run = await store.publishRuns.newest();
    if (run === undefined || !isBegun) return { kind: 'busy', actor: run?.actor ?? '' };
    const { report, stop } = reportProgress({ ...this.#parts, id });
    const work = () => publishDraft(this.#parts, { runId: id, snapshot, wanted, report });
    this.#running = this.#run(id, work).finally(stop);
    return { kind: 'begun', run };
  }

  /** Waits for the run on this server. Stop the parts that it uses first. */
  async stop(): Promise<void> {
    await this.#running;
  }

  async #run(id: string, work: () => Promise<PublishOutcome>): Promise<void> {
    const { store, clock, log } = this.#parts;
    try {
      await store.publishRuns.end({ id, outcome: await outcomeOf(work, log) }, clock());
    } catch (error) {
      // All servers will soon treat the run as dead.
      log.error({ err: error }, 'could not store the result of publishing the draft');
    }
  }

  #deadBefore(): Date {
    return new Date(this.#parts.clock().getTime() - DEAD_MS);
  }
}

async function outcomeOf(work: () => Promise<PublishOutcome>, log: Logger): Promise<PublishOutcome> {
  try {
    return await work();
  } catch (error) {
    log.error({ err: error }, 'could not publish the draft');
    const message =
      error instanceof WorkbenchError
        ? error.message
        : 'Something went wrong, and nothing was published. Please try again.';
    return { kind: 'failed', message };
  }
}
