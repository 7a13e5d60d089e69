/**
 * Trains in worker threads, so that the server keeps answering, and the memory that training takes is freed a few
 * seconds later, when the threads end. One thread leads: it fits the classifier, combines the results and returns the
 * classifier. All threads take the folds of the cross-validation, one at a time, until none is left; it makes no
 * difference which thread computes a fold.
 */
import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import type { Work } from '#threads/thread.ts';
import type { Trial } from '#understanding/classifier/cross-validation.ts';
import { FOLDS } from '#understanding/classifier/folds.ts';
import { type Confidence, prepareTraining, type TrainingTask } from '#understanding/classifier/train.ts';
import { serialise } from '#understanding/classifier/serialise.ts';

/** The input of a thread. */
export interface TrainingThreadTask extends TrainingTask {
  /** Fits the classifier before it takes folds. */
  leads: boolean;
  /** The number of the next fold that no thread has taken, as shared memory. */
  nextFold: Int32Array;
  /** Carries the thread's messages and, to the leading thread, the trials of all folds in order. */
  port: MessagePort;
  /** If given, the leading thread sends the classifier as soon as it is fitted, with this confidence. */
  like: Confidence | undefined;
}

/** The messages of a thread: its progress. */
export type TrainingThreadMessage =
  { kind: 'fitted'; bytes: Uint8Array | undefined } | { kind: 'fold'; fold: number; trials: Trial[] };

/** Returns the trained classifier if it leads. */
const train: Work<TrainingThreadTask, Uint8Array | undefined> = async ({
  leads,
  nextFold,
  port,
  like,
  ...task
}) => {
  const send = (message: TrainingThreadMessage): void => port.postMessage(message);
  const training = prepareTraining(task);
  if (leads) {
    training.fit();
    send({ kind: 'fitted', bytes: like && serialise(training.finishLike(like)) });
  }
  for (let fold = Atomics.add(nextFold, 0, 1); fold < FOLDS; fold = Atomics.add(nextFold, 0, 1))
    send({ kind: 'fold', fold, trials: training.fold(fold) });
  if (!leads) return undefined;
  const [trials] = (await once(port, 'message')) as [Trial[]];
  return serialise(training.finish(trials));
};

export default train;
