import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * Runs a worker that posts one result, and then ends it.
 * @param worker the URL of its module
 * @param task the worker gets it as `workerData`
 * @throws what the worker threw
 */
export async function inThread<Result>(worker: URL, task: unknown): Promise<Result> {
  const thread = new Worker(worker, { workerData: task });
  try {
    const [result] = (await once(thread, 'message')) as [Result];
    return result;
  } finally {
    await thread.terminate();
  }
}
