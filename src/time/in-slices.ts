import { setImmediate } from 'node:timers/promises';

/** Work that yields at every point where it may be interrupted, about once a millisecond or more often. */
export type Steps<Result> = Generator<void, Result, void>;

/** Short compared with the time that answering a message takes. */
const SLICE_MS = 1;

/** Does work without a break. @throws the work's error */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Does work in slices of about a millisecond; between them, the event loop is free for others. @throws the work's error
 */
export async function inSlices<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    while (performance.now() < until) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
    await setImmediate();
  }
}
