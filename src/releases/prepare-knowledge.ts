import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { type CacheFile, hashOfCode, readCacheFile, writeCacheFile } from '#cache-files.ts';
import type { Documents } from '#knowledge/documents.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { pack, unpacking } from '#knowledge/packed.ts';
import { KnowledgeError } from '#knowledge/problems.ts';
import { lazy } from '#lazy.ts';
import { inThread } from '#threads/in-thread.ts';
import { inSlices } from '#time/in-slices.ts';
import type { PackedOrProblems } from './prepare-worker.ts';

/** Validates documents. @throws {KnowledgeError} with every problem found, if there are any */
export type PrepareKnowledge = (documents: Documents) => Promise<Knowledge>;

const PREFIX = 'knowledge-';
/** Enough to roll back to what was published before. */
const MAX_FILES = 4;

/** The code that determines how documents are read. */
const code = ['../knowledge', '../text'].map((dir) => fileURLToPath(new URL(dir, import.meta.url)));
const recipe = lazy(() => hashOfCode(code));

export interface PrepareParts {
  dataDir: string;
  log: Logger;
  /** `packHere` or `packApart`. */
  packDocuments: (documents: Documents) => Promise<Uint8Array>;
}

/**
 * Creates the function that validates documents for a server. That takes a third of a second, so the result is cached
 * on this machine: a start or a rollback only has to read it.
 */
export function createPrepareKnowledge({ dataDir, log, packDocuments }: PrepareParts): PrepareKnowledge {
  async function read(file: CacheFile): Promise<Knowledge | undefined> {
    try {
      const bytes = await readCacheFile(file);
      return bytes && (await inSlices(unpacking(bytes)));
    } catch (error) {
      log.warn({ err: error }, 'could not read the prepared knowledge; preparing it again');
      return undefined;
    }
  }

  async function write(file: CacheFile, bytes: Uint8Array): Promise<void> {
    try {
      await writeCacheFile(file, bytes, MAX_FILES);
    } catch (error) {
      log.warn({ err: error }, 'could not keep the prepared knowledge; preparing it again at the next start');
    }
  }

  return async (documents) => {
    const file = { dataDir, prefix: PREFIX, key: await keyOf(documents) };
    const known = await read(file);
    if (known !== undefined) return known;
    const bytes = await packDocuments(documents);
    const knowledge = await inSlices(unpacking(bytes));
    if (knowledge === undefined) throw new Error('The newly packed knowledge cannot be read back.');
    await write(file, bytes);
    return knowledge;
  };
}

async function keyOf(documents: Documents): Promise<string> {
  const hash = createHash('sha256').update(`${await recipe()} ${process.version}`);
  for (const [path, text] of documents) hash.update(JSON.stringify(path)).update(JSON.stringify(text));
  return hash.digest('hex').slice(0, 32);
}

/** Validates and packs documents, for a server that is starting. @throws {KnowledgeError} */
export async function packHere(documents: Documents): Promise<Uint8Array> {
  const { knowledgeOf } = await import('#knowledge/load.ts');
  return pack(knowledgeOf(documents));
}

/** Does the same in a separate thread, while customers are being answered. @throws {KnowledgeError} */
export async function packApart(documents: Documents): Promise<Uint8Array> {
  const prepared = await inThread<PackedOrProblems>(new URL('prepare-worker.ts', import.meta.url), documents);
  if (prepared instanceof Uint8Array) return prepared;
  throw new KnowledgeError(prepared);
}
