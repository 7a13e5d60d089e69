/**
 * Trains in worker threads, so that the server keeps answering, and all the memory that training takes is freed when
 * the threads end. One thread leads: it fits the classifier, combines the results and sends the classifier. All threads
 * take the folds of the cross-validation, one at a time, until none is left; it makes no difference which thread
 * computes a fold.
 */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { Trial } from '#understanding/classifier/cross-validation.ts';
import { FOLDS } from '#understanding/classifier/folds.ts';
import { type Confidence, prepareTraining, type TrainingTask } from '#understanding/classifier/train.ts';
import { serialise } from '#understanding/classifier/serialise.ts';

/** The input of a thread. */
export interface ThreadTask extends TrainingTask {
  /** Fits the classifier before it takes folds. */
  leads: boolean;
  /** The number of the next fold that no thread has taken, as shared memory. */
  nextFold: Int32Array;
  /** If given, the leading thread sends the classifier as soon as it is fitted, with this confidence. */
  like?: Confidence;
}

/** The messages of a thread: its progress and, finally, from the leading thread, the trained classifier. */
export type ThreadMessage =
  | { kind: 'fitted'; bytes: Uint8Array | undefined }
  | { kind: 'fold'; fold: number; trials: Trial[] }
  | { kind: 'trained'; bytes: Uint8Array };

if (!isMainThread) {
  const { leads, nextFold, like, ...task } = workerData as ThreadTask;
  const send = (message: ThreadMessage): void => parentPort?.postMessage(message);
  const training = prepareTraining(task);
  if (leads) {
    training.fit();
    send({ kind: 'fitted', bytes: like && serialise(training.finishLike(like)) });
    // The trials of all folds come back in order once every thread is done.
    parentPort?.once('message', (trials: Trial[]) => {
      send({ kind: 'trained', bytes: serialise(training.finish(trials)) });
    });
  }
  for (let fold = Atomics.add(nextFold, 0, 1); fold < FOLDS; fold = Atomics.add(nextFold, 0, 1))
    send({ kind: 'fold', fold, trials: training.fold(fold) });
}
