import type { Logger } from 'pino';
import type { Server } from 'restify';
import type { PasswordCost } from './desk/passwords.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import type { BuiltFiles } from './site/built-files.ts';
import type { StartServices } from './studio/workbench/workbench.ts';
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
  /** Starts the part that does the expensive work of editing; a separate process if omitted. */
  startServices?: StartServices;
  /** The cost of hashing a password; the recommended one if omitted. */
  passwordCost?: PasswordCost;
  /** The built web pages; read on start if omitted. */
  builtFiles?: BuiltFiles;
  /**
   * How often the server checks for changes that it is not notified of, in milliseconds: publications, transcripts to
   * mail, who is still online. If omitted, each check has its own interval.
   */
  pollMs?: number;
  /** Content that is already loaded. Without it, the app loads the configured folder, trains if needed and warms up. */
  content?: { knowledge: Knowledge; understand: Understand; classifier: Classifier };
}
