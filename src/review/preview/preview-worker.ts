/** Fits classifiers to more phrases and compares them with those of today, in a thread of its own. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { Knowledge, Phrase } from '#knowledge/knowledge.ts';
import { seed, trainingTask } from '#training/load-classifier.ts';
import { deserialise, serialise } from '#understanding/classifier/serialise.ts';
import { prepareTraining } from '#understanding/classifier/train.ts';
import type { TrainedClassifier } from '#understanding/classifier/trained-classifier.ts';
import { understandingFor } from '#understanding/from-knowledge.ts';
import { type Changes, changesIn, steadyChanges } from './changes.ts';

export interface PreviewTask {
  knowledge: Knowledge;
  /** The classifier of today, serialised. */
  classifier: Uint8Array;
  /** The same, fitted with another seed; undefined where there is none yet. */
  other: Uint8Array | undefined;
  /** Those that would be learned besides the knowledge's own. */
  phrases: readonly Phrase[];
  expected: readonly { text: string; expected: string }[];
  recent: readonly { text: string }[];
}

/** What would change, and what the next preview need not fit again. */
export interface Previewed {
  changes: Changes;
  other: Uint8Array;
}

const OTHER_SEED = seed + 1;

const classifierIn = (bytes: Uint8Array): TrainedClassifier => {
  const classifier = deserialise(bytes);
  if (classifier === undefined) throw new Error('The classifier cannot be read back.');
  return classifier;
};

/**
 * Every training moves some questions that lie on the edge, whatever it learns. So two pairs of classifiers are
 * compared, each fitted with a seed of its own: what changes in both is because of the phrases.
 * @throws when a classifier cannot be read back
 */
function preview({ knowledge, classifier, other, phrases, expected, recent }: PreviewTask): Previewed {
  const current = classifierIn(classifier);
  const more: Knowledge = { ...knowledge, phrases: [...knowledge.phrases, ...phrases] };
  const fit = (learned: Knowledge, itsSeed: number): TrainedClassifier =>
    prepareTraining(trainingTask(learned, itsSeed)).finishLike(current.parts);
  const currentOther = other === undefined ? fit(knowledge, OTHER_SEED) : classifierIn(other);
  const first = {
    before: understandingFor(knowledge, current),
    after: understandingFor(more, fit(more, seed)),
  };
  const second = {
    before: understandingFor(knowledge, currentOther),
    after: understandingFor(more, fit(more, OTHER_SEED)),
  };
  const [ofExpected, ofRecent] = [changesIn(expected, first), changesIn(recent, first)];
  const changes = { expected: steadyChanges(ofExpected, second), recent: steadyChanges(ofRecent, second) };
  const all = ofExpected.length + ofRecent.length;
  const chance = all - changes.expected.length - changes.recent.length;
  return { changes: { ...changes, chance }, other: serialise(currentOther) };
}

if (!isMainThread) parentPort?.postMessage(preview(workerData as PreviewTask));
