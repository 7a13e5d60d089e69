import type { Logger } from 'pino';
import type { Server } from 'restify';
import type { Knowledge } from './knowledge/knowledge.ts';
import type { Classifier } from './understanding/classifier/classification.ts';
import type { Understand } from './understanding/understand.ts';

/** What the app needs besides its configuration. */
export interface AppParts {
  clock: () => Date;
  /** A clock for durations that runs evenly even when the wall clock is set. Defaults to `clock`. */
  steadyClock?: () => Date;
  log: Logger;
  /** Generates a short reference that a customer can quote. */
  reference: () => string;
  /** What everything is mounted on; a new server if omitted. */
  server?: Server;
  /** Called after each training step: steps done, total steps, and what was done. */
  onProgress?: (done: number, total: number, what: string) => void;
  /** The scheduling priority of the workbench's process, -20 to 19; the lowest if omitted. */
  workbenchPriority?: number;
  /** Content that is already loaded. Without it, the app loads the configured folder, trains if needed and warms up. */
  content?: { knowledge: Knowledge; understand: Understand; classifier: Classifier };
}
