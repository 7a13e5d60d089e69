import { type ExpectedVerdict, judgeCandidate } from '#expected/verdict.ts';
import type { Reader } from '#expected/run-expected.ts';
import { KnowledgeError } from '#knowledge/problems.ts';
import type { LoadOptions } from '#training/load-classifier.ts';
import type { TrainHereParts } from './publish.ts';
import { readerOf } from './reader-of.ts';
import { sharedClassifiers } from './shared-classifiers.ts';

/**
 * Runs the expected answers of a release, and compares them with those of the published release.
 * @returns undefined if there is no such release
 * @throws {KnowledgeError} if this version of the program cannot use it
 */
export async function expectedVerdictOn(
  { releases, clock, ...options }: TrainHereParts,
  number: number,
): Promise<ExpectedVerdict | undefined> {
  const documents = await releases.documents(number);
  if (documents === undefined) return undefined;
  const shared = { ...options, shared: sharedClassifiers(releases, clock) };
  const candidate = await readerOf(documents, shared);
  return judgeCandidate(candidate, () => publishedReader(releases, shared), { clock });
}

/** @returns undefined if nothing is published, or if this version of the program cannot use it */
async function publishedReader(
  releases: TrainHereParts['releases'],
  options: LoadOptions,
): Promise<Reader | undefined> {
  const [current] = await releases.publications();
  const documents = current && (await releases.documents(current.releaseNumber));
  if (documents === undefined) return undefined;
  try {
    return await readerOf(documents, options);
  } catch (error) {
    if (error instanceof KnowledgeError) return undefined;
    throw error;
  }
}
