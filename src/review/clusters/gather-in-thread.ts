import { inThread } from '#threads/in-thread.ts';
import type { GatherTask } from './gather.ts';

/** Runs `gather` in a separate thread. @returns as `gather` @throws what the thread threw */
export const gatherInThread = (task: GatherTask): Promise<number[]> =>
  inThread(new URL('gather-worker.ts', import.meta.url), task);
