import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Documents } from '#knowledge/documents.ts';

/** Writes the documents of the knowledge into a new folder. @returns false where something is in it already */
export async function writeDocuments(folder: string, documents: Documents): Promise<boolean> {
  const there = await readdir(folder).catch(() => []);
  if (there.length > 0) return false;
  for (const [path, text] of documents) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return true;
}
