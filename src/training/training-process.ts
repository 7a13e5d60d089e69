/** The process of `trainApart`: trains on the task that it gets, and sends the classifier back. */
import type { TrainingTask } from '#understanding/classifier/train.ts';
import type { FromTrainingProcess } from './train-apart.ts';
import { trainInThreads } from './train-in-threads.ts';

const send = (message: FromTrainingProcess): void => void process.send?.(message);

const onProgress = (done: number, total: number, what: string): void =>
  send({ kind: 'progress', done, total, what });

async function train(task: TrainingTask): Promise<FromTrainingProcess> {
  try {
    return { kind: 'trained', bytes: await trainInThreads(task, { onProgress }) };
  } catch (error) {
    return { kind: 'failed', cause: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

// When the server is gone, the channel to it closes.
process.once('disconnect', () => process.exit());
// Ctrl-C and service managers signal the whole group, but the server ends this process when it no longer needs it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.once('message', (task: TrainingTask) => {
  void train(task).then(send);
});
