import { inThread } from '../in-thread.ts';
import type { GatherTask } from './gather.ts';

/** Gathers in a thread of its own. @returns as `gather` @throws what the thread threw */
export const gatherInThread = (task: GatherTask): Promise<number[]> =>
  inThread(new URL('gather-worker.ts', import.meta.url), task);
