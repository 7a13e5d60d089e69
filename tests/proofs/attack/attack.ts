import type { Target } from './target.ts';

/** One way to attack a server. */
export interface Attack {
  name: string;
  /** Statuses of 500 and above that are correct here: refusals that say when to retry. */
  mayAnswer?: readonly number[];
  /** Runs the attack. @returns what went wrong; undefined if nothing did */
  run: (target: Target) => Promise<string | undefined>;
}
