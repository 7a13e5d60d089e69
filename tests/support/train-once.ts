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
    /** A folder of this run alone, removed at its end. */
    runFolder: string;
  }
}

/**
 * Before any test file runs: trains the classifier where no run did so before, so that test files only load
 * it, and makes the folder for what the tests write.
 */
export default async function trainOnce({ provide }: TestProject): Promise<() => Promise<void>> {
  const knowledge = await loadKnowledge(knowledgeDir);
  const log = pino({ level: 'silent' });
  await loadClassifier(knowledge, { dataDir: classifierCacheDir, log });
  const runFolder = await mkdtemp(join(tmpdir(), 'support-bot-'));
  provide('runFolder', runFolder);
  return () => rm(runFolder, { recursive: true });
}
