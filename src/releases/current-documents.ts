import { type Documents, loadDocuments } from '#knowledge/documents.ts';
import type { Publication, Releases } from '#store/releases.ts';

/**
 * The documents that customers are answered from: those of the published release or, if there is none, those in the
 * folder.
 * @throws {KnowledgeError} if nothing is published and the folder cannot be read
 */
export async function currentDocuments(releases: Releases, dir: string): Promise<Documents> {
  const [current] = await releases.publications();
  return await documentsOf(releases, dir, current);
}

/**
 * The documents of a publication or, before the first one, those in the folder. @throws {KnowledgeError} in the same
 * case
 */
export async function documentsOf(
  releases: Releases,
  dir: string,
  current: Publication | undefined,
): Promise<Documents> {
  const documents = current && (await releases.documents(current.releaseNumber));
  return documents ?? (await loadDocuments(dir));
}
