/** The thread of `inThread`: runs one task after another. It ends with the first that throws. */
import { parentPort } from 'node:worker_threads';

/** A task, and the URL of the module that does it. */
export interface Assignment {
  module: string;
  task: unknown;
}

/**
 * Does a task, and leaves nothing running. Bytes that it returns are moved, not copied, so they need a buffer of their
 * own.
 */
export type Work<Task, Result> = (task: Task) => Result | Promise<Result>;

async function run({ module, task }: Assignment): Promise<void> {
  const { default: work } = (await import(module)) as { default: Work<unknown, unknown> };
  const result = await work(task);
  parentPort?.postMessage(result, result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : []);
}

parentPort?.on('message', (assignment: Assignment) => void run(assignment));
