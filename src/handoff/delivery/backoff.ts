const FIRST_MS = 10_000;
const LONGEST_MS = 3_600_000;
/** With the waits below this is about eight hours. */
export const MOST_TRIES = 16;

/**
 * How long to wait after a try that failed: twice as long each time, up to an hour, spread out so that a receiver that
 * comes back is not met by all at once.
 * @param tries made so far, at least 1
 * @param random 0 to 1
 * @returns milliseconds; undefined when it is time to give up
 */
export function waitAfter(tries: number, random: number): number | undefined {
  if (tries >= MOST_TRIES) return undefined;
  return Math.min(FIRST_MS * 2 ** (tries - 1), LONGEST_MS) * (0.75 + random / 2);
}
