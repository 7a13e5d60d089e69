import type { Target } from './target.ts';

/** One way to attack a server. */
export interface Attack {
  name: string;
  /** Statuses of 500 and more that are right here: a refusal that says when to come back. */
  mayAnswer?: readonly number[];
  /** Attacks. @returns what did not hold; undefined when all did */
  run: (target: Target) => Promise<string | undefined>;
}
