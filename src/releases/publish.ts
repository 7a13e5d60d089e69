import type { Documents } from '#knowledge/documents.ts';
import { knowledgeOf } from '#knowledge/load.ts';
import type { Releases } from '#store/releases.ts';
import { loadClassifier, type LoadOptions } from '#training/load-classifier.ts';
import { sharedClassifiers } from './shared-classifiers.ts';

export interface PublishParts {
  releases: Releases;
  clock: () => Date;
  /** Trains a classifier for documents, unless there is one. @throws {KnowledgeError} if they cannot be used */
  train: (documents: Documents) => Promise<unknown>;
}

/** Who publishes, and why. */
export interface Reason {
  actor: string;
  note: string;
  /** The reason for publishing although it breaks expected answers. */
  despite?: string;
}

/**
 * Adds a release, unless there is one with exactly these documents.
 * @returns its number
 * @throws {KnowledgeError} if it cannot be used
 */
export async function importRelease(
  { releases, clock }: Pick<PublishParts, 'releases' | 'clock'>,
  documents: Documents,
  { actor, note }: Reason,
): Promise<number> {
  knowledgeOf(documents);
  return releases.add({ documents, author: actor, note, at: clock() });
}

/** A release to publish. */
export interface ToPublish {
  number: number;
  /** The number of the newest publication that the decision is based on; 0 for none. */
  last: number;
}

/**
 * Makes a release the one that answers customers. Its classifier is trained and stored first, so that servers only have
 * to load it.
 * @returns whether it was published; not if there is no such release, or if another was published in the meantime
 * @throws {KnowledgeError} if this version of the program cannot use it
 */
export async function publishRelease(
  { releases, clock, train }: PublishParts,
  { number, last }: ToPublish,
  reason: Reason,
): Promise<'published' | 'missing' | 'overtaken'> {
  const documents = await releases.documents(number);
  if (documents === undefined) return 'missing';
  await train(documents);
  const at = clock();
  const published = await releases.publishAfter(last, {
    ...reason,
    releaseNumber: number,
    origin: 'person',
    at,
  });
  return published === undefined ? 'overtaken' : 'published';
}

export interface TrainHereParts extends Pick<LoadOptions, 'dataDir' | 'log' | 'onProgress'> {
  releases: Releases;
  clock: () => Date;
}

/** Trains in threads of this process, for commands: no customer waits for them. */
export const trainHere =
  ({ releases, clock, ...options }: TrainHereParts): PublishParts['train'] =>
  async (documents) =>
    await loadClassifier(knowledgeOf(documents), { ...options, shared: sharedClassifiers(releases, clock) });
