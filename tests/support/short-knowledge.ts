import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

/** Enough for the bot to know the phrases themselves and close variants. */
const MAX_PHRASES = 12;
/** From each list of a file. Publishing checks all of them. */
const MAX_EXPECTED = 2;

/**
 * Copies the shipped content with only a few phrases of each intent and a few expected answers: reading, training and
 * checking it takes a fraction of the time. For tests that do these but do not depend on how well the bot understands.
 * @param dir where the copy goes; created if missing
 */
export async function copyShortened(knowledgeDir: string, dir: string): Promise<void> {
  await cp(knowledgeDir, dir, { recursive: true });
  await shorten(join(dir, 'phrases'), MAX_PHRASES);
  await shorten(join(dir, 'expected'), MAX_EXPECTED);
}

/** Keeps the beginning of each list in the files of a folder. */
async function shorten(folder: string, length: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const all = parse(await readFile(file, 'utf8')) as Record<string, unknown[]>;
    const few = Object.entries(all).map(([key, list]) => [key, list.slice(0, length)]);
    await writeFile(file, stringify(Object.fromEntries(few)));
  }
}
