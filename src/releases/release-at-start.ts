import type { Logger } from 'pino';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { type Documents, loadDocuments } from '#knowledge/documents.ts';
import { KnowledgeError } from '#knowledge/problems.ts';
import type { Publication, Releases } from '#store/releases.ts';
import type { PrepareKnowledge } from './prepare-knowledge.ts';
import type { CurrentRelease } from './release.ts';

export interface FolderParts {
  releases: Releases;
  /** The folder with the knowledge. */
  dir: string;
  prepare: PrepareKnowledge;
  clock: () => Date;
  log: Logger;
}

const AUTHOR = 'knowledge folder';

/**
 * Finds the release that a server starts with. Until a person has published one, the folder is used: if it
 * has changed, it is released and published. After that, a changed folder is only imported as an unpublished release,
 * which is logged.
 * @throws {KnowledgeError} if the folder is used and is invalid, or if the published release is unusable
 */
export async function releaseAtStart(parts: FolderParts): Promise<CurrentRelease> {
  for (;;) {
    const publications = await parts.releases.publications();
    const [current] = publications;
    const isFolders = !publications.some(({ origin }) => origin === 'person');
    if (current !== undefined && !isFolders) return startWithPublished(parts, current);
    const release = await publishFolder(parts, current);
    if (release !== undefined) return release;
  }
}

async function startWithPublished(parts: FolderParts, current: Publication): Promise<CurrentRelease> {
  parts.log.info({ release: current.releaseNumber }, 'starting with the published release');
  await importFolder(parts, current);
  return published(parts, current);
}

/** @returns undefined if somebody else has published since */
async function publishFolder(
  parts: FolderParts,
  current: Publication | undefined,
): Promise<CurrentRelease | undefined> {
  const { releases, dir, prepare, clock, log } = parts;
  const documents = await loadDocuments(dir);
  const knowledge = await prepare(documents);
  const number = await addFolder(parts, documents);
  if (number === current?.releaseNumber) return { number, publication: current.number, knowledge };
  const publication = await releases.publishAfter(current?.number ?? 0, {
    releaseNumber: number,
    actor: AUTHOR,
    note: '',
    origin: 'folder',
    at: clock(),
  });
  if (publication === undefined) return undefined;
  if (current !== undefined) log.info({ release: number }, 'released the changed knowledge folder');
  return { number, publication, knowledge };
}

/**
 * Keeps what an editor changed in the folder. An invalid folder does not stop the server, because it is not being used.
 */
async function importFolder(parts: FolderParts, current: Publication): Promise<void> {
  const { releases, dir, prepare, log } = parts;
  try {
    const documents = await loadDocuments(dir);
    const known = await releases.find(documents);
    if (known !== undefined) return;
    await prepare(documents);
    const release = await addFolder(parts, documents);
    log.warn(
      { release, published: current.releaseNumber },
      'the knowledge folder has changed, but a published release is in use: imported the folder without publishing it',
    );
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    log.warn({ err: error }, 'the knowledge folder is unusable; using the published release instead');
  }
}

const addFolder = ({ releases, clock }: FolderParts, documents: Documents): Promise<number> =>
  releases.add({ documents, author: AUTHOR, note: '', at: clock() });

async function published(
  parts: FolderParts,
  { number: publication, releaseNumber }: Publication,
): Promise<CurrentRelease> {
  return { number: releaseNumber, publication, knowledge: await knowledgeOfRelease(parts, releaseNumber) };
}

/** @throws {KnowledgeError} if this version of the program cannot use the release */
async function knowledgeOfRelease({ releases, prepare }: FolderParts, number: number): Promise<Knowledge> {
  const documents = await releases.documents(number);
  if (documents === undefined) throw new Error(`Release ${number} is published, but missing from the store.`);
  try {
    return await prepare(documents);
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error;
    throw new KnowledgeError(error.problems, {
      what: `Release ${number}, which is published,`,
      advice: 'Publish a folder without problems: npm run knowledge -- publish',
    });
  }
}
