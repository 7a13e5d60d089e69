import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createPeriodicTask } from '#handoff/periodic-task.ts';
import type { SearchIndex } from './search-index.ts';

const INTERVAL_MS = 20_000;
/** Customers go first: of the time that a processor has, the index takes a tenth. */
const RESTS = 9;
const SHORTEST_REST_MS = 2;

/** Updates the index at intervals, and rests in between. @returns a function that ends it */
export function startSearchIndex(index: SearchIndex, log: Logger): () => Promise<void> {
  const over = new AbortController();
  const rest = async (tookMs: number): Promise<boolean> => {
    const pauseMs = Math.max(SHORTEST_REST_MS, tookMs * RESTS);
    return await setTimeout(pauseMs, true, { signal: over.signal, ref: false }).catch(() => false);
  };
  const task = createPeriodicTask(async () => {
    try {
      await index.update(rest);
    } catch (error) {
      log.warn({ err: error }, 'could not index conversations for the search; trying again');
    }
  }, INTERVAL_MS);
  task.start();
  return async () => {
    over.abort();
    await task.stop();
  };
}
