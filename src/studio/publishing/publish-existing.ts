import type { ExpectedResult } from '#expected/run-expected.ts';
import type { Documents } from '#knowledge/documents.ts';
import { KnowledgeError } from '#knowledge/problems.ts';
import type { Publication } from '#store/releases.ts';
import { failingOf } from './failing.ts';
import type { PublishOutcome } from './outcome.ts';
import type { Wanted } from './publish-draft.ts';
import { publishInRun } from './publish-in-run.ts';
import type { PublisherParts } from './publisher.ts';
import type { ReportStep } from './report-progress.ts';

/** A release that is to be published as it is. */
interface Existing {
  number: number;
  documents: Documents;
}

/** What the editor requested. */
export interface WantedExisting extends Pick<Wanted, 'actor' | 'note' | 'despite'> {
  /** The number of the newest publication that the editor has seen, 0 for none; undefined: whichever it is. */
  last: number | undefined;
}

interface Publishing {
  runId: string;
  release: Existing;
  wanted: WantedExisting;
  report: ReportStep;
}

/**
 * Publishes an imported release, or one to go back to: trains it unless it was trained before, runs the expected
 * answers, and publishes it. Only the last step changes what customers are answered.
 */
export async function publishExisting(
  parts: PublisherParts,
  publishing: Publishing,
): Promise<PublishOutcome> {
  try {
    return await publish(parts, publishing);
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    return { kind: 'failed', message: 'This version of the bot can no longer use that release.' };
  }
}

async function publish(parts: PublisherParts, publishing: Publishing): Promise<PublishOutcome> {
  const { store, bench } = parts;
  const { runId, release, wanted, report } = publishing;
  // Read first: whoever publishes during the training is not undone.
  const publications = await store.releases.publications();
  await report('training');
  await bench.train(release.documents);
  const broken = await brokenBy(parts, publishing, publications);
  if (broken.length > 0 && wanted.despite === undefined)
    return { kind: 'blocked', broken: broken.map(failingOf) };
  await report('publishing');
  const despite = broken.length > 0 ? wanted.despite : undefined;
  const { actor, note } = wanted;
  return await publishInRun(parts, {
    runId,
    actor,
    note,
    despite,
    release: release.number,
    last: wanted.last ?? publications[0]?.number ?? 0,
    action: despite === undefined ? 'published a release' : 'published a release despite',
  });
}

/**
 * The expected answers that a release breaks. An imported release has never answered anybody, so it must meet them;
 * going back breaks none.
 */
async function brokenBy(
  { store, bench }: PublisherParts,
  { release: { number, documents }, report }: Publishing,
  publications: readonly Publication[],
): Promise<readonly ExpectedResult[]> {
  const [current] = publications;
  if (current === undefined || publications.some(({ releaseNumber }) => releaseNumber === number)) return [];
  const published = await store.releases.documents(current.releaseNumber);
  if (published === undefined) return [];
  await report('asking');
  return (await bench.judge({ published, draft: documents })).broken;
}
