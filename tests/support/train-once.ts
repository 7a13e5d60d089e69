import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadClassifier } from '#training/load-classifier.ts';
import { classifierCacheDir, knowledgeDir, shortCacheDir } from './classifier-cache.ts';
import { readPrepared } from './prepared-knowledge.ts';
import { copyShortened } from './short-knowledge.ts';
import { silent } from './silent.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for this run only, removed at its end. */
    runFolder: string;
    /** The shipped content with only a few phrases of each intent. */
    shortKnowledge: string;
  }
}

/**
 * Runs before all test files: creates the folder for what the tests write. Unless an earlier run did, it validates the
 * content and trains the classifiers, so that test files only load them.
 */
export default async function trainOnce({ provide }: TestProject): Promise<() => Promise<void>> {
  const runFolder = await mkdtemp(join(tmpdir(), 'support-bot-'));
  provide('runFolder', runFolder);
  const shortKnowledge = join(runFolder, 'short-knowledge');
  provide('shortKnowledge', shortKnowledge);
  await copyShortened(knowledgeDir, shortKnowledge);
  await train(knowledgeDir, classifierCacheDir);
  await train(shortKnowledge, shortCacheDir);
  return () => rm(runFolder, { recursive: true });
}

async function train(folder: string, dataDir: string): Promise<void> {
  await loadClassifier(await readPrepared(folder, dataDir), { dataDir, log: silent });
}
