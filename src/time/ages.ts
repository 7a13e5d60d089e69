/** A wall clock that differs from the expected time by more than this has been set. */
const STEP_MS = 1000;
const MAX_STEPS = 20;

/** A moment when the wall clock was set: what it would have shown, and what it showed. */
interface Step {
  before: number;
  after: number;
}

/** Computes how long ago a wall-clock time was, even if the clock has been set since. */
export interface Ages {
  /** @returns milliseconds; undefined for a time in the future */
  ageOf(at: Date): number | undefined;
  /** Returns the wall-clock time this many milliseconds ago; anything more recent has the same or a later time. */
  ago(milliseconds: number): Date;
}

/**
 * Compares a wall clock with a steady one. It notices that the clock was set only when it is called, so call it often.
 * Times from before the process started are taken at face value.
 * @param steady runs evenly, whatever happens to `clock`; only its differences matter
 */
export function createAges(clock: () => Date, steady: () => Date): Ages {
  /** Newest first. */
  const steps: Step[] = [];
  let offset = clock().getTime() - steady().getTime();

  const look = (): number => {
    const even = steady().getTime();
    const now = clock().getTime();
    if (Math.abs(now - (even + offset)) > STEP_MS) steps.unshift({ before: even + offset, after: now });
    steps.splice(MAX_STEPS);
    offset = now - even;
    return now;
  };

  return {
    ageOf(at) {
      const time = at.getTime();
      let until = look();
      let passed = 0;
      // A clock that was set back has shown some times twice; the more recent one counts.
      let age = Infinity;
      for (const { before, after } of steps) {
        if (time >= after && time <= until) age = Math.min(age, passed + until - time);
        passed += until - after;
        // A clock that was set forward has skipped the times in between.
        if (time > before && time < after) age = Math.min(age, passed);
        until = before;
      }
      if (time <= until) age = Math.min(age, passed + until - time);
      return age === Infinity ? undefined : age;
    },
    ago(milliseconds) {
      let until = look();
      let remaining = milliseconds;
      let earliest = Infinity;
      for (const { before, after } of steps) {
        if (remaining <= until - after) break;
        remaining -= until - after;
        earliest = Math.min(earliest, after);
        until = before;
      }
      return new Date(Math.min(earliest, until - remaining));
    },
  };
}
