/** How long to wait between tries of something that fails. */
export interface Backoff {
  /** After the first try. */
  firstMs: number;
  longestMs: number;
}

/**
 * How long to wait after a try that failed: twice as long each time, up to the longest, and spread out, so that a
 * receiver that comes back is not met by everybody at once. When to give up is for the caller to say.
 * @param tries made so far, at least 1
 * @param random 0 to 1; left out: not spread out
 * @returns milliseconds
 */
export const waitAfter = ({ firstMs, longestMs }: Backoff, tries: number, random = 0.5): number =>
  Math.min(firstMs * 2 ** (tries - 1), longestMs) * (0.75 + random / 2);

/**
 * The tries to give `waitAfter` where only the time of the first failure is stored: it then waits as long again as
 * something has been failing.
 * @returns at least 1, not always a whole number
 */
export const triesWithin = ({ firstMs }: Backoff, failingMs: number): number =>
  1 + Math.log2(Math.max(1, failingMs / firstMs));
