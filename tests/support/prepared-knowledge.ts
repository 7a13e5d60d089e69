import { loadDocuments } from '#knowledge/documents.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { createPrepareKnowledge, packHere } from '#releases/prepare-knowledge.ts';
import { silent } from './silent.ts';

/** Reads content as a server does: validated once, then from the file in `dataDir` that keeps the result. */
export async function readPrepared(folder: string, dataDir: string): Promise<Knowledge> {
  const prepare = createPrepareKnowledge({ dataDir, log: silent, packDocuments: packHere });
  return prepare(await loadDocuments(folder));
}
