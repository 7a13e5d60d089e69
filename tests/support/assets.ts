import { inject } from 'vitest';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { loadClassifier } from '#training/load-classifier.ts';
import type { Classifier } from '#understanding/classifier/classification.ts';
import { understandingFor } from '#understanding/from-knowledge.ts';
import type { Understand } from '#understanding/understand.ts';
import { classifierCacheDir, knowledgeDir, shortCacheDir } from './classifier-cache.ts';
import { readPrepared } from './prepared-knowledge.ts';
import { silent } from './silent.ts';

/** The parts that are slow to load and never change: the shipped content and the classifier trained on it. */
export interface Assets {
  knowledge: Knowledge;
  classifier: Classifier;
  understand: Understand;
}

const load = async (folder: string, dataDir: string): Promise<Assets> => {
  const knowledge = await readPrepared(folder, dataDir);
  const { classifier } = await loadClassifier(knowledge, { dataDir, log: silent });
  return { knowledge, classifier, understand: understandingFor(knowledge, classifier) };
};

let loading: Promise<Assets> | undefined;

/** Loads the shipped content and its classifier, once per test file. */
export const loadAssets = (): Promise<Assets> => (loading ??= load(knowledgeDir, classifierCacheDir));

let loadingShort: Promise<Assets> | undefined;

/** Loads the content with only a few phrases of each intent, for tests in which the app trains on it. */
export const loadShortAssets = (): Promise<Assets> =>
  (loadingShort ??= load(inject('shortKnowledge'), shortCacheDir));
