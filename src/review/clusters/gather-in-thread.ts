import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { GatherTask } from './gather.ts';

/** Gathers in a thread of its own. @returns as `gather` @throws what the thread threw */
export async function gatherInThread(task: GatherTask): Promise<number[]> {
  const worker = new Worker(new URL('gather-worker.ts', import.meta.url), { workerData: task });
  try {
    const [numbers] = (await once(worker, 'message')) as [number[]];
    return numbers;
  } finally {
    await worker.terminate();
  }
}
