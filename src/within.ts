import { setTimeout as wait } from 'node:timers/promises';

/**
 * Waits for work up to a time limit; the work itself continues.
 * @returns whether it finished in time
 * @throws what the work throws
 */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const done = new AbortController();
  try {
    return await Promise.race([work.then(() => true), wait(milliseconds, false, { signal: done.signal })]);
  } finally {
    done.abort();
  }
}
