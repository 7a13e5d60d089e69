import { type AuditEntry, detailOfPublishing } from '#store/audit.ts';
import type { RunEnding } from '#store/releases.ts';
import type { PublishOutcome } from './outcome.ts';
import type { PublisherParts } from './publisher.ts';

/** A release at the end of its run, with everything done but the last step. */
interface Ready {
  runId: string;
  release: number;
  /** The number of the newest publication when the run began; 0 for none. */
  last: number;
  actor: string;
  note: string;
  /** Why it is published although it breaks expected answers. */
  despite: string | undefined;
  taken?: RunEnding['taken'];
  action: AuditEntry['action'];
}

/** Publishes a release, notes it in the audit log and ends the run, all at once, unless somebody published meanwhile. */
export async function publishInRun(
  { store, clock }: Pick<PublisherParts, 'store' | 'clock'>,
  { runId, release, last, actor, note, despite, taken, action }: Ready,
): Promise<PublishOutcome> {
  const outcome: PublishOutcome = { kind: 'published', release };
  const at = clock();
  const isPublished = await store.releases.publishInRun(
    last,
    { releaseNumber: release, actor, note, despite, origin: 'person', at },
    {
      ...(taken === undefined ? {} : { taken }),
      run: { id: runId, outcome },
      audit: { at, actor, action, target: String(release), detail: detailOfPublishing({ note, despite }) },
    },
  );
  return isPublished ? outcome : { kind: 'overtaken' };
}
