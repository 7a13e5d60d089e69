import type { Logger } from 'pino';
import type { Server } from 'restify';
import type { Knowledge } from './knowledge/knowledge.ts';
import type { Understand } from './understanding/understand.ts';

/** What the app takes from outside besides its configuration. */
export interface AppParts {
  clock: () => Date;
  /** Runs evenly, also when somebody sets the clock: for durations. Left out: `clock` does. */
  steadyClock?: () => Date;
  log: Logger;
  /** Makes a short reference number that a customer can quote. */
  reference: () => string;
  /** What everything is mounted on; left out: a new one. */
  server?: Server;
  /** Told as the classifier is trained: steps done, of how many, and what was done. */
  onProgress?: (done: number, total: number, what: string) => void;
  /** Content that is loaded already. Left out: the start loads the configured folder, trains where needed and warms up. */
  content?: { knowledge: Knowledge; understand: Understand };
}
