import type { Logger } from 'pino';

/** What the app takes from outside besides its configuration. */
export interface AppParts {
  clock: () => Date;
  /** Runs evenly, also when somebody sets the clock: for durations. Left out: `clock` does. */
  steadyClock?: () => Date;
  log: Logger;
  /** Makes a short reference number that a customer can quote. */
  reference: () => string;
  /** Told as the classifier is trained: steps done, of how many, and what was done. */
  onProgress?: (done: number, total: number, what: string) => void;
}
