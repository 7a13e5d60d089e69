import type { Logger } from 'pino';
import { startRestingTask } from '../resting-task.ts';
import type { SearchIndex } from './search-index.ts';

const INTERVAL_MS = 20_000;
/** Customers go first: the index takes a tenth of a processor's time. */
const RESTS = 9;

/** Updates the index at intervals, and rests in between. @returns a function that stops it */
export const startSearchIndex = (index: SearchIndex, log: Logger): (() => Promise<void>) =>
  startRestingTask({
    work: (rest) => index.update(rest),
    everyMs: INTERVAL_MS,
    rests: RESTS,
    failure: 'could not index conversations for the search; trying again',
    log,
  });
