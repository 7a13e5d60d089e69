/**
 * Trains in a thread of its own: the server answers meanwhile, and the memory that training takes is given
 * back whole when the thread ends.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Phrase } from '#knowledge/knowledge.ts';
import { serialise } from '#understanding/classifier/serialise.ts';
import { trainClassifier } from '#understanding/classifier/train.ts';

/** What the thread is given: phrases already masked. */
export interface TrainingTask {
  phrases: Phrase[];
  vocabulary: string[];
  seed: number;
}

/** What the thread tells: steps as they are done, at last the trained classifier. */
export type TrainingMessage =
  { kind: 'progress'; done: number; total: number; what: string } | { kind: 'trained'; bytes: Uint8Array };

const tell = (message: TrainingMessage): void => parentPort?.postMessage(message);

const { phrases, vocabulary, seed } = workerData as TrainingTask;
const trained = await trainClassifier(phrases, vocabulary, {
  seed,
  onProgress: (done, total, what) => tell({ kind: 'progress', done, total, what }),
});
tell({ kind: 'trained', bytes: serialise(trained) });
