import type { Logger } from 'pino';
import { createPeriodicTask, type PeriodicTask } from '#time/periodic-task.ts';
import { KnowledgeError } from '#knowledge/problems.ts';
import type { Releases } from '#store/releases.ts';
import { parseApart } from './parse-apart.ts';
import type { CurrentRelease } from './release.ts';

/** A server asks this often which release counts, so a publication is on all servers within seconds. */
const EVERY_MS = 1000;

export interface FollowParts {
  releases: Releases;
  /** What the server has now. */
  current: () => CurrentRelease;
  /** Makes the server answer from another release. @throws when it cannot, and keeps the one it has */
  change: (release: CurrentRelease) => Promise<void>;
  log: Logger;
}

/** Follows what is published, on this server or another. A release that cannot be used is tried once, and logged. */
export function followReleases({ releases, current, change, log }: FollowParts): PeriodicTask {
  let failed: number | undefined;

  async function follow(): Promise<void> {
    const publication = await releases.currentPublication();
    if (publication === current().publication || publication === failed) return;
    try {
      const started = performance.now();
      const [newest] = await releases.publications();
      const documents = newest && (await releases.documents(newest.releaseNumber));
      if (newest === undefined || documents === undefined) return;
      const knowledge = await parseApart(documents);
      await change({ number: newest.releaseNumber, publication: newest.number, knowledge });
      const milliseconds = Math.round(performance.now() - started);
      log.info({ release: newest.releaseNumber, milliseconds }, 'answering from another release');
    } catch (error) {
      // Anything else may pass: the next look tries again.
      if (!(error instanceof KnowledgeError)) throw error;
      failed = publication;
      log.error({ err: error, publication }, 'cannot use the published release; keeping the one before');
    }
  }

  return createPeriodicTask(
    () =>
      follow().catch((error: unknown) =>
        log.warn({ err: error }, 'could not follow the releases; trying again'),
      ),
    EVERY_MS,
  );
}
