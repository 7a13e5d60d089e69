import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OnProgress, TrainingTask } from '#understanding/classifier/train.ts';

/** The messages of the process: its progress and, finally, the serialised classifier or why there is none. */
export type FromTrainingProcess =
  | { kind: 'progress'; done: number; total: number; what: string }
  | { kind: 'trained'; bytes: Uint8Array }
  | { kind: 'failed'; cause: string };

const CHILD = fileURLToPath(new URL('training-process.ts', import.meta.url));

/**
 * Does what `trainInThreads` does, in a separate process. It takes its memory with it: after training in threads of
 * this process, the system would not get back hundreds of megabytes.
 * @throws Error with what the process said when it failed, or how it ended
 */
export async function trainApart(
  task: TrainingTask,
  { onProgress = () => {} }: { onProgress?: OnProgress } = {},
): Promise<Uint8Array> {
  // Nothing of the environment is passed on, because it contains secrets.
  const child = fork(CHILD, { execArgv: [], env: {}, serialization: 'advanced' });
  try {
    return await trainedBy(child, task, onProgress);
  } finally {
    // It has nothing to save.
    child.kill('SIGKILL');
  }
}

function trainedBy(child: ChildProcess, task: TrainingTask, onProgress: OnProgress): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: FromTrainingProcess) => {
      if (message.kind === 'trained') resolve(message.bytes);
      else if (message.kind === 'failed') reject(new Error(`Training failed: ${message.cause}`));
      else void onProgress(message.done, message.total, message.what);
    });
    child.on('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`Training was ended by ${signal ?? `exit code ${code}`}: is there enough memory?`)),
    );
    child.send(task, (error) => {
      if (error !== null) reject(error);
    });
  });
}
