import { setImmediate } from 'node:timers/promises';

/** Work that yields wherever it may be interrupted: after about a millisecond, or less. */
export type Steps<Result> = Generator<void, Result, void>;

/** Short against the time in which a message is answered. */
const SLICE_MS = 3;

/** Does work at once. @throws what it throws */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Does work in slices of a few milliseconds, between which others have the event loop. @throws what it throws */
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
