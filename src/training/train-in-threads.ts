import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Trial } from '#understanding/classifier/cross-validation.ts';
import { FOLDS } from '#understanding/classifier/folds.ts';
import type { Confidence, OnProgress, TrainingTask } from '#understanding/classifier/train.ts';
import type { ThreadMessage, ThreadTask } from './training-worker.ts';

/** More threads would each do so little that starting them would cost more. */
const MAX_THREADS = 3;

export interface ThreadOptions {
  onProgress?: OnProgress;
  /** The confidence of an earlier classifier, for `onFitted`. */
  like?: Confidence;
  /** Called early, with a classifier that has the confidence of `like`, because its own is not known yet. */
  onFitted?: (bytes: Uint8Array) => void;
  /** Aborts the training. */
  signal?: AbortSignal;
}

/**
 * Trains in as many threads as there are processors, and returns the serialised classifier, which does not depend on
 * their number. @throws what a thread threw; the signal's reason
 */
export async function trainInThreads(task: TrainingTask, options: ThreadOptions = {}): Promise<Uint8Array> {
  const nextFold = foldsFrom(0);
  const { like } = options;
  const threads = Array.from({ length: Math.min(availableParallelism(), MAX_THREADS) }, (_, at) =>
    startThread({ ...task, leads: at === 0, nextFold, ...(at === 0 && like !== undefined ? { like } : {}) }),
  );
  try {
    return await trainedBy(threads, options);
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/**
 * Fits a classifier in a thread, with the confidence of an earlier one: see `Training.finishLike`.
 * @throws what the thread threw
 */
export async function fitInThread(task: TrainingTask, like: Confidence): Promise<Uint8Array> {
  const thread = startThread({ ...task, leads: true, nextFold: foldsFrom(FOLDS), like });
  try {
    return await new Promise((resolve, reject) => {
      thread.on('message', (message: ThreadMessage) => {
        if (message.kind === 'fitted' && message.bytes !== undefined) resolve(message.bytes);
      });
      thread.once('error', reject);
      thread.once('exit', (code) => reject(endedEarly(code)));
    });
  } finally {
    await thread.terminate();
  }
}

const startThread = (task: ThreadTask): Worker =>
  new Worker(new URL('training-worker.ts', import.meta.url), { workerData: task });

/** The number of the next fold, which the threads share. */
function foldsFrom(first: number): Int32Array {
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  next[0] = first;
  return next;
}

const endedEarly = (code: number): Error => new Error(`Training ended early, with exit code ${code}.`);

/** Collects the trials of all folds, sends them to the leading thread and returns the resulting classifier. */
function trainedBy(
  threads: readonly Worker[],
  { onProgress = () => {}, onFitted = () => {}, signal }: ThreadOptions,
): Promise<Uint8Array> {
  const steps = FOLDS + 1;
  const trials: Trial[][] = [];
  let done = 0;
  return new Promise((resolve, reject) => {
    const onMessage = (message: ThreadMessage): void => {
      if (message.kind === 'trained') return resolve(message.bytes);
      done += 1;
      if (message.kind === 'fold') trials[message.fold] = message.trials;
      else if (message.bytes !== undefined) onFitted(message.bytes);
      void onProgress(done, steps, message.kind === 'fold' ? 'cross-validation' : 'classifier');
      if (done === steps) threads[0]?.postMessage(trials.flat());
    };
    for (const [at, thread] of threads.entries()) {
      thread.on('message', onMessage);
      thread.once('error', reject);
      thread.once('exit', (code) => {
        // A helper ends when no fold is left; the leading thread is ended once it has sent the classifier.
        if (at === 0 || code !== 0) reject(endedEarly(code));
      });
    }
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
