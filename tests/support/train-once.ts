import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { loadKnowledge } from '#knowledge/load.ts';
import { loadClassifier } from '#training/load-classifier.ts';
import { classifierCacheDir, knowledgeDir } from './classifier-cache.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for this run only, removed at its end. */
    runFolder: string;
  }
}

/**
 * Runs before all test files: trains the classifier if no earlier run did, so that test files only load it, and creates
 * the folder for what the tests write.
 */
export default async function trainOnce({ provide }: TestProject): Promise<() => Promise<void>> {
  const knowledge = await loadKnowledge(knowledgeDir);
  const log = pino({ level: 'silent' });
  await loadClassifier(knowledge, { dataDir: classifierCacheDir, log });
  const runFolder = await mkdtemp(join(tmpdir(), 'support-bot-'));
  provide('runFolder', runFolder);
  return () => rm(runFolder, { recursive: true });
}
