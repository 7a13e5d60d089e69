import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Documents } from '#knowledge/documents.ts';

/** Writes the documents of the knowledge into a new folder. @returns false if the folder already contains something */
export async function writeDocuments(folder: string, documents: Documents): Promise<boolean> {
  const there = await readdir(folder).catch(() => []);
  if (there.length > 0) return false;
  for (const [path, text] of documents) {
    const file = join(folder, path);
    if (relative(folder, file).startsWith('..')) throw new Error(`"${path}" is outside the folder.`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return true;
}
