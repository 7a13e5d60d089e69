import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createLocalBot, type LocalBot } from '#cli/local-bot.ts';
import { ensureBuilt } from '#web/build/build.ts';
import { classifierCacheDir, knowledgeDir } from '#tests/support/classifier-cache.ts';

/**
 * Loads the server's bot into this process. Trains the classifier unless an earlier run did, and builds the browser
 * code, so that no server has to.
 */
export async function localBot(): Promise<LocalBot> {
  await ensureBuilt();
  return createLocalBot({ DATA_DIR: classifierCacheDir, KNOWLEDGE_DIR: knowledgeDir });
}

/** Creates a data folder with the validated content and the trained classifier, so that a server starts at once. */
export async function makeDataDir(folder: string, name: string): Promise<string> {
  const dataDir = join(folder, name);
  await mkdir(dataDir);
  for (const file of await readdir(classifierCacheDir))
    if (file.endsWith('.bin')) await copyFile(join(classifierCacheDir, file), join(dataDir, file));
  return dataDir;
}
