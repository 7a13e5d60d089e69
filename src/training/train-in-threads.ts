import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { FOLDS, type Trial } from '#understanding/classifier/cross-validation.ts';
import type { OnProgress, TrainingTask } from '#understanding/classifier/train.ts';
import type { ThreadMessage, ThreadTask } from './training-worker.ts';

/** More threads would each do so little that starting them costs more. */
const MOST_THREADS = 3;

/**
 * Trains in as many threads as there are processors, and returns the serialised classifier: the same whatever their
 * number. @throws what a thread threw
 */
export async function trainInThreads(task: TrainingTask, onProgress: OnProgress): Promise<Uint8Array> {
  const nextFold = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const threads = Array.from(
    { length: Math.min(availableParallelism(), MOST_THREADS) },
    (_, at) =>
      new Worker(new URL('training-worker.ts', import.meta.url), {
        workerData: { ...task, leads: at === 0, nextFold } satisfies ThreadTask,
      }),
  );
  try {
    return await trainedBy(threads, onProgress);
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** Collects the trials of all folds, sends them to the leading thread and returns what that makes of them. */
function trainedBy(threads: readonly Worker[], onProgress: OnProgress): Promise<Uint8Array> {
  const steps = FOLDS + 1;
  const trials: Trial[][] = [];
  let done = 0;
  return new Promise((resolve, reject) => {
    const onMessage = (message: ThreadMessage): void => {
      if (message.kind === 'trained') return resolve(message.bytes);
      done += 1;
      if (message.kind === 'fold') trials[message.fold] = message.trials;
      void onProgress(done, steps, message.kind === 'fold' ? 'cross-validation' : 'classifier');
      if (done === steps) threads[0]?.postMessage(trials.flat());
    };
    for (const [at, thread] of threads.entries()) {
      thread.on('message', onMessage);
      thread.once('error', reject);
      thread.once('exit', (code) => {
        // A helper ends when no fold is left; the leading thread is ended when it has sent the classifier.
        if (at === 0 || code !== 0) reject(new Error(`Training ended early, with exit code ${code}.`));
      });
    }
  });
}
