import type { Logger } from 'pino';
import { KnowledgeError } from '#knowledge/problems.ts';
import type { ScheduledPublication } from '#store/scheduled-publications.ts';
import type { Store } from '#store/store.ts';
import { createPeriodicTask, type PeriodicTask } from '#time/periodic-task.ts';
import type { Bench } from './bench.ts';

const EVERY_MS = 1000;
/** What fails here is tried again at each check for this long, and then this often. */
const RETRY_MS = 10_000;
/**
 * What has failed here for this long has failed for all servers. Until then, another one may publish it: its workbench
 * may be in order, or its version of the program newer.
 */
const PATIENCE_MS = 5 * 60_000;

export interface DueParts {
  store: Pick<Store, 'releases' | 'scheduledPublications'>;
  bench: Pick<Bench, 'train'>;
  clock: () => Date;
  log: Logger;
}

/**
 * Publishes scheduled releases that are due, or became due while no server was running. All servers check; each release
 * is published once.
 */
export function createPublishDue(parts: DueParts): PeriodicTask {
  const { store, clock, log } = parts;
  const failing = new Map<string, { since: number; triedAt: number }>();

  async function settle(scheduled: ScheduledPublication): Promise<void> {
    const { id, releaseNumber: release } = scheduled;
    const now = clock().getTime();
    const { since, triedAt } = failing.get(id) ?? { since: now, triedAt: now };
    if (now - since >= RETRY_MS && now - triedAt < RETRY_MS) return;
    try {
      await publishOne(parts, scheduled);
      failing.delete(id);
    } catch (error) {
      failing.set(id, { since, triedAt: now });
      if (now - since < PATIENCE_MS)
        return log.warn({ err: error, release }, 'could not publish a scheduled release yet');
      failing.delete(id);
      const problem =
        error instanceof KnowledgeError
          ? 'This version of the bot cannot use that release.'
          : 'Publishing failed. The server’s log says why.';
      if (await store.scheduledPublications.fail(scheduled, problem, clock()))
        log.error({ err: error, release }, 'could not publish a scheduled release');
    }
  }

  async function publishAllDue(): Promise<void> {
    for (const scheduled of await store.scheduledPublications.due(clock())) await settle(scheduled);
  }

  return createPeriodicTask(
    () =>
      publishAllDue().catch((error: unknown) =>
        log.warn({ err: error }, 'could not check for scheduled releases; trying again'),
      ),
    EVERY_MS,
  );
}

async function publishOne(
  { store, bench, clock, log }: DueParts,
  scheduled: ScheduledPublication,
): Promise<void> {
  const { releaseNumber: release } = scheduled;
  const documents = await store.releases.documents(release);
  // It was trained when it was scheduled, but the program may have been updated since.
  if (documents !== undefined) await bench.train(documents);
  const settled = await store.scheduledPublications.publish(scheduled, clock());
  if (settled.kind === 'published') log.info({ release }, 'published a scheduled release');
  if (settled.kind === 'overtaken')
    log.warn(
      { release, publication: settled.by },
      'holding a scheduled release: others have published since',
    );
}
