import type { Logger } from 'pino';
import { createPeriodicTask, type PeriodicTask } from '#time/periodic-task.ts';
import { KnowledgeError } from '#knowledge/problems.ts';
import type { Releases } from '#store/releases.ts';
import type { PrepareKnowledge } from './prepare-knowledge.ts';
import type { CurrentRelease } from './release.ts';

/** How often each server checks which release is current, so that a publication reaches all servers within seconds. */
const EVERY_MS = 1000;

export interface FollowParts {
  releases: Releases;
  prepare: PrepareKnowledge;
  /** The release that the server is using. */
  current: () => CurrentRelease;
  /** Switches the server to another release. @throws if it cannot, and keeps the current one */
  change: (release: CurrentRelease) => Promise<void>;
  log: Logger;
  pollMs?: number | undefined;
}

/**
 * Follows publications, whether made on this server or another. A release that cannot be used is tried once, and
 * logged.
 */
export function followReleases({
  releases,
  prepare,
  current,
  change,
  log,
  pollMs = EVERY_MS,
}: FollowParts): PeriodicTask {
  let failed: number | undefined;

  async function follow(): Promise<void> {
    const publication = await releases.currentPublication();
    if (publication === current().publication || publication === failed) return;
    try {
      const started = performance.now();
      const [newest] = await releases.publications();
      const documents = newest && (await releases.documents(newest.releaseNumber));
      if (newest === undefined || documents === undefined) return;
      const knowledge = await prepare(documents);
      await change({ number: newest.releaseNumber, publication: newest.number, knowledge });
      const milliseconds = Math.round(performance.now() - started);
      log.info({ release: newest.releaseNumber, milliseconds }, 'answering from another release');
    } catch (error) {
      // Any other error may be temporary: the next check tries again.
      if (!(error instanceof KnowledgeError)) throw error;
      failed = publication;
      log.error({ err: error, publication }, 'cannot use the published release; keeping the previous one');
    }
  }

  return createPeriodicTask(
    () =>
      follow().catch((error: unknown) =>
        log.warn({ err: error }, 'could not follow the releases; trying again'),
      ),
    pollMs,
  );
}
