import { detailOfPublishing } from '#store/audit.ts';
import type { DraftSnapshot } from '../studio.ts';
import type { ExpectedVerdict } from '#expected/verdict.ts';
import type { Trained } from './bench.ts';
import { entryChangesOf, takenOf } from './entry-changes.ts';
import { failingOf } from './failing.ts';
import type { PublishOutcome } from './outcome.ts';
import type { PublisherParts } from './publisher.ts';
import { publishInRun } from './publish-in-run.ts';
import type { ReportStep } from './report-progress.ts';

/** What the editor requested. */
export interface Wanted {
  /** The name of the editor who publishes. */
  actor: string;
  note: string;
  /** Why it is to be published although it breaks expected answers. */
  despite: string | undefined;
  /** When to publish; undefined: now. */
  at: Date | undefined;
  /** The version of the verdict that the editor has seen; undefined: publish whatever the draft contains. */
  version: string | undefined;
}

interface Publishing {
  runId: string;
  snapshot: DraftSnapshot;
  /** The scheduled publications (ids) that were waiting before the snapshot was taken. */
  follows: readonly string[];
  wanted: Wanted;
  report: ReportStep;
}

/** The draft's release; `despite` only if it breaks expected answers. */
interface Added {
  release: number;
  despite: string | undefined;
}

/**
 * Publishes a draft without problems: trains it, runs the expected answers, adds the release, and publishes or
 * schedules it. Only the last step changes what customers are answered and what is in the draft; it happens completely
 * or not at all. The next attempt reuses whatever the earlier steps produced.
 */
export async function publishDraft(parts: PublisherParts, publishing: Publishing): Promise<PublishOutcome> {
  const { bench } = parts;
  const { snapshot, wanted, report } = publishing;
  const { published, documents } = snapshot.drafted;
  await report('training');
  const trained = await bench.train(documents);
  await report('asking');
  const judged = await bench.judge({ published, draft: documents });
  const { broken } = judged;
  if (broken.length > 0 && wanted.despite === undefined)
    return { kind: 'blocked', broken: broken.map(failingOf) };
  await report('publishing');
  const despite = broken.length > 0 ? wanted.despite : undefined;
  const release = await addRelease(parts, publishing, { trained, judged });
  return wanted.at === undefined
    ? await publishNow(parts, publishing, { release, despite })
    : await schedule(parts, publishing, { release, despite, at: wanted.at });
}

/**
 * Adds the draft as a release, with what it changes. If it equals one that was published before, that one is published
 * again, and what it changed then stays.
 * @returns its number
 */
async function addRelease(
  { store, clock }: PublisherParts,
  { snapshot, wanted: { actor, note } }: Publishing,
  { trained, judged }: { trained: Trained; judged: ExpectedVerdict },
): Promise<number> {
  const { documents } = snapshot.drafted;
  const release = await store.releases.add({ documents, author: actor, note, at: clock() });
  const publications = await store.releases.publications();
  if (publications.every(({ releaseNumber }) => releaseNumber !== release))
    await store.releaseDetails.addChanges(release, entryChangesOf(snapshot, actor));
  await store.releaseDetails.saveFigures(release, {
    answers: trained.answers,
    phrases: trained.phrases,
    trainedMs: trained.milliseconds,
    expected: judged.total,
    expectedHeld: judged.total - judged.broken.length - judged.failingBefore.length,
  });
  return release;
}

const publishNow = (
  parts: PublisherParts,
  { runId, snapshot, follows, wanted: { actor, note } }: Publishing,
  { release, despite }: Added,
): Promise<PublishOutcome> =>
  publishInRun(parts, {
    runId,
    release,
    actor,
    note,
    despite,
    last: snapshot.publication,
    taken: takenOf(snapshot, follows),
    action: despite === undefined ? 'published the draft' : 'published the draft despite',
  });

async function schedule(
  { store, clock }: PublisherParts,
  { runId, snapshot, follows, wanted: { actor, note } }: Publishing,
  { release, despite, at }: Added & { at: Date },
): Promise<PublishOutcome> {
  const outcome: PublishOutcome = { kind: 'scheduled', release, at: at.toISOString() };
  const createdAt = clock();
  const draft = { basedOn: snapshot.publication, taken: takenOf(snapshot, follows) };
  const isScheduled = await store.scheduledPublications.add(
    { releaseNumber: release, dueAt: at, createdAt, actor, note, despite, ...draft },
    {
      run: { id: runId, outcome },
      audit: {
        at: createdAt,
        actor,
        action: despite === undefined ? 'scheduled the draft' : 'scheduled the draft despite',
        target: String(release),
        detail: `${at.toISOString()} ${detailOfPublishing({ note, despite })}`,
      },
    },
  );
  return isScheduled ? outcome : { kind: 'overtaken' };
}
