/** Fits classifiers to more phrases and compares them with the current ones, in a separate thread. */
import type { Knowledge, Phrase } from '#knowledge/knowledge.ts';
import type { Work } from '#threads/thread.ts';
import { seed, trainingTask } from '#training/load-classifier.ts';
import { deserialise } from '#understanding/classifier/deserialise.ts';
import { serialise } from '#understanding/classifier/serialise.ts';
import { prepareTraining } from '#understanding/classifier/train.ts';
import type { TrainedClassifier } from '#understanding/classifier/trained-classifier.ts';
import { understandingFor } from '#understanding/from-knowledge.ts';
import { type Changes, changesIn, steadyChanges } from './changes.ts';

export interface PreviewTask {
  knowledge: Knowledge;
  /** The current classifier, serialised. */
  classifier: Uint8Array;
  /** The same, fitted with another seed; undefined if there is none yet. */
  other: Uint8Array | undefined;
  /** The phrases to be learned in addition to the knowledge's own. */
  phrases: readonly Phrase[];
  expected: readonly { text: string; expected: string }[];
  recent: readonly { text: string }[];
}

/** What would change, and the classifier that the next preview need not fit again. */
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
 * Every training shifts some borderline questions, whatever it learns. So two pairs of classifiers are compared, each
 * pair fitted with its own seed: a change that occurs in both is due to the phrases.
 * @throws if a classifier cannot be read back
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

export default preview satisfies Work<PreviewTask, Previewed>;
