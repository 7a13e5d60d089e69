/** How long to wait between attempts. */
export interface Backoff {
  /** After the first attempt. */
  firstMs: number;
  longestMs: number;
}

/**
 * Computes the wait after a failed attempt. It doubles each time, up to the longest, with jitter, so that a recovering
 * receiver is not hit by everybody at once. The caller decides when to give up.
 * @param tries made so far, at least 1
 * @param random 0 to 1; omit for no jitter
 * @returns milliseconds
 */
export const waitAfter = ({ firstMs, longestMs }: Backoff, tries: number, random = 0.5): number =>
  Math.min(firstMs * 2 ** (tries - 1), longestMs) * (0.75 + random / 2);

/**
 * Computes the number of tries to pass to `waitAfter` if only the time of the first failure is stored. The wait is then
 * as long as the failure has lasted so far.
 * @returns at least 1, not always a whole number
 */
export const triesWithin = ({ firstMs }: Backoff, failingMs: number): number =>
  1 + Math.log2(Math.max(1, failingMs / firstMs));
