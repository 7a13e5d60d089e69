/** Fits a classifier to more phrases and compares the two, in a thread of its own. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { Knowledge, Phrase } from '#knowledge/knowledge.ts';
import { seed } from '#training/load-classifier.ts';
import { deserialise } from '#understanding/classifier/serialise.ts';
import { refit } from '#understanding/classifier/train.ts';
import { trainingPhrases, trainingVocabulary, understandingFor } from '#understanding/from-knowledge.ts';
import { type Changes, changesIn } from './changes.ts';

export interface PreviewTask {
  knowledge: Knowledge;
  /** The classifier of today, serialised. */
  classifier: Uint8Array;
  /** Those that would be learned besides the knowledge's own. */
  phrases: readonly Phrase[];
  expected: readonly { text: string; expected: string }[];
  recent: readonly { text: string }[];
}

/** @throws when the classifier cannot be read back */
function preview({ knowledge, classifier, phrases, expected, recent }: PreviewTask): Changes {
  const current = deserialise(classifier);
  if (current === undefined) throw new Error('The classifier cannot be read back.');
  const more: Knowledge = { ...knowledge, phrases: [...knowledge.phrases, ...phrases] };
  const task = { phrases: trainingPhrases(more), vocabulary: trainingVocabulary(more), seed };
  const readers = {
    before: understandingFor(knowledge, current),
    after: understandingFor(more, refit(task, current)),
  };
  return { expected: changesIn(expected, readers), recent: changesIn(recent, readers) };
}

if (!isMainThread) parentPort?.postMessage(preview(workerData as PreviewTask));
