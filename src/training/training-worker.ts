/**
 * Trains in a worker thread, so that the server keeps answering and all the memory that training takes is freed when
 * the thread ends.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Phrase } from '#knowledge/knowledge.ts';
import { serialise } from '#understanding/classifier/serialise.ts';
import { trainClassifier } from '#understanding/classifier/train.ts';

/** The input of the thread; the phrases are already masked. */
export interface TrainingTask {
  phrases: Phrase[];
  vocabulary: string[];
  seed: number;
}

/** The messages of the thread: steps as they are done, and finally the trained classifier. */
export type TrainingMessage =
  { kind: 'progress'; done: number; total: number; what: string } | { kind: 'trained'; bytes: Uint8Array };

const tell = (message: TrainingMessage): void => parentPort?.postMessage(message);

const { phrases, vocabulary, seed } = workerData as TrainingTask;
const trained = await trainClassifier(phrases, vocabulary, {
  seed,
  onProgress: (done, total, what) => tell({ kind: 'progress', done, total, what }),
});
tell({ kind: 'trained', bytes: serialise(trained) });
