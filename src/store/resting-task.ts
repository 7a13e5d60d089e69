import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createPeriodicTask } from '#time/periodic-task.ts';

/** Rests after a piece of work that took this long. @returns false if the work is to end */
export type Rest = (tookMs: number) => Promise<boolean>;

const SHORTEST_REST_MS = 2;

export interface RestingTask {
  /** Works until nothing is left, and rests after each piece. */
  work: (rest: Rest) => Promise<unknown>;
  everyMs: number;
  /** How long each rest is, as a multiple of the time that the piece took: customers go first. */
  rests: number;
  /** The log message if it fails. */
  failure: string;
  log: Logger;
}

/** Works in the background, now and at intervals. @returns a function that stops it */
export function startRestingTask({ work, everyMs, rests, failure, log }: RestingTask): () => Promise<void> {
  const over = new AbortController();
  const rest: Rest = async (tookMs) => {
    const pauseMs = Math.max(SHORTEST_REST_MS, tookMs * rests);
    return await setTimeout(pauseMs, true, { signal: over.signal, ref: false }).catch(() => false);
  };
  const task = createPeriodicTask(async () => {
    try {
      await work(rest);
    } catch (error) {
      log.warn({ err: error }, failure);
    }
  }, everyMs);
  task.start();
  return async () => {
    over.abort();
    await task.stop();
  };
}
