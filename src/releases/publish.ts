import type { Logger } from 'pino';
import type { Documents } from '#knowledge/documents.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import type { Releases } from '#store/releases.ts';
import { loadClassifier, type LoadOptions } from '#training/load-classifier.ts';
import { sharedClassifiers } from './shared-classifiers.ts';

export interface PublishParts extends Pick<LoadOptions, 'dataDir' | 'onProgress'> {
  releases: Releases;
  clock: () => Date;
  log: Logger;
}

/** Who does it, and why. */
export interface Reason {
  actor: string;
  note: string;
}

/**
 * Adds a release, unless there is one with exactly these documents.
 * @returns its number
 * @throws {KnowledgeError} when it cannot be used
 */
export async function importRelease(
  { releases, clock }: Pick<PublishParts, 'releases' | 'clock'>,
  documents: Documents,
  { actor, note }: Reason,
): Promise<number> {
  knowledgeOf(documents);
  return releases.add({ documents, author: actor, note, at: clock() });
}

/**
 * Makes a release the one that answers customers. Its classifier is trained and stored first, so that servers only
 * load it.
 * @returns false when there is no such release
 * @throws {KnowledgeError} when this version of the program cannot use it
 */
export async function publishRelease(
  { releases, clock, ...options }: PublishParts,
  number: number,
  { actor, note }: Reason,
): Promise<boolean> {
  const documents = await releases.documents(number);
  if (documents === undefined) return false;
  const shared = sharedClassifiers(releases, clock);
  await loadClassifier(knowledgeOf(documents), { ...options, shared });
  await releases.publish({ releaseNumber: number, actor, note, origin: 'person', at: clock() });
  return true;
}
