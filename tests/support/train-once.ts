import { pino } from 'pino';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { loadClassifier } from '../../src/training/load-classifier.ts';
import { classifierCacheDir, knowledgeDir } from './classifier-cache.ts';

/** Before any test file runs: trains the classifier where no run did so before, so that test files only load it. */
export default async function trainOnce(): Promise<void> {
  const knowledge = await loadKnowledge(knowledgeDir);
  const log = pino({ level: 'silent' });
  await loadClassifier(knowledge, { dataDir: classifierCacheDir, log });
}
