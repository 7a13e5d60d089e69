import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

/** Enough for the bot to know the phrases themselves and close variants. */
const MAX_PHRASES = 12;

/**
 * Copies the shipped content with only a few phrases of each intent: training on it takes a tenth of the time. For
 * tests that train but do not depend on how well the bot understands.
 * @param dir where the copy goes; created if missing
 */
export async function copyShortened(knowledgeDir: string, dir: string): Promise<void> {
  await cp(knowledgeDir, dir, { recursive: true });
  const phrases = join(dir, 'phrases');
  for (const name of await readdir(phrases)) {
    const file = join(phrases, name);
    const all = parse(await readFile(file, 'utf8')) as Record<string, string[]>;
    const few = Object.entries(all).map(([intent, texts]) => [intent, texts.slice(0, MAX_PHRASES)]);
    await writeFile(file, stringify(Object.fromEntries(few)));
  }
}
