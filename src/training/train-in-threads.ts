import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { inThread } from '#threads/in-thread.ts';
import type { Trial } from '#understanding/classifier/cross-validation.ts';
import { FOLDS } from '#understanding/classifier/folds.ts';
import type { Confidence, OnProgress, TrainingTask } from '#understanding/classifier/train.ts';
import type { FittingTask } from './fitting-worker.ts';
import type { TrainingThreadMessage, TrainingThreadTask } from './training-worker.ts';

/** More threads would each do so little that starting them would cost more. */
const MAX_THREADS = 3;

export interface TrainingOptions {
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
export async function trainInThreads(task: TrainingTask, options: TrainingOptions = {}): Promise<Uint8Array> {
  const { like, signal } = options;
  const failed = new AbortController();
  const stop = AbortSignal.any(signal === undefined ? [failed.signal] : [failed.signal, signal]);
  const nextFold = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const start = <Result>(port: MessagePort, leads: boolean): Promise<Result> =>
    inThread(
      new URL('training-worker.ts', import.meta.url),
      { ...task, leads, nextFold, port, like } satisfies TrainingThreadTask,
      { transfer: [port], signal: stop },
    );

  const leader = new MessageChannel();
  const helpers = Array.from(
    { length: Math.min(availableParallelism(), MAX_THREADS) - 1 },
    () => new MessageChannel(),
  );
  const ports = [leader, ...helpers].map(({ port1 }) => port1);
  collectTrials(ports, leader.port1, options);
  const results = [
    start<Uint8Array>(leader.port2, true),
    ...helpers.map(({ port2 }) => start<undefined>(port2, false)),
  ] as const;
  try {
    const [bytes] = await Promise.all(results);
    return bytes;
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(results);
    throw error;
  } finally {
    for (const port of ports) port.close();
  }
}

/**
 * Fits a classifier in a thread, with the confidence of an earlier one: see `Training.finishLike`.
 * @throws what the thread threw
 */
export const fitInThread = (task: TrainingTask, like: Confidence): Promise<Uint8Array> =>
  inThread(new URL('fitting-worker.ts', import.meta.url), { ...task, like } satisfies FittingTask);

/** Collects the trials of all folds, and sends them to the leading thread. */
function collectTrials(
  ports: readonly MessagePort[],
  leader: MessagePort,
  { onProgress = () => {}, onFitted = () => {} }: TrainingOptions,
): void {
  const steps = FOLDS + 1;
  const trials: Trial[][] = [];
  let done = 0;
  const onMessage = (message: TrainingThreadMessage): void => {
    done += 1;
    if (message.kind === 'fold') trials[message.fold] = message.trials;
    else if (message.bytes !== undefined) onFitted(message.bytes);
    void onProgress(done, steps, message.kind === 'fold' ? 'cross-validation' : 'classifier');
    if (done === steps) leader.postMessage(trials.flat());
  };
  for (const port of ports) port.on('message', onMessage);
}
