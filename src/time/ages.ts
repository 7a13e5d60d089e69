/** A wall clock that is further off than this from what was expected was set. */
const STEP_MS = 1000;
const MOST_STEPS = 20;

/** The wall clock was set: what it would have shown at that moment, and what it showed. */
interface Step {
  before: number;
  after: number;
}

/** Tells how long ago a time of the wall clock was, although somebody may have set that clock since. */
export interface Ages {
  /** @returns milliseconds; undefined for a time that is still to come */
  ageOf(at: Date): number | undefined;
  /** The time of the wall clock so many milliseconds ago; what is younger has a later time, or the same. */
  ago(milliseconds: number): Date;
}

/**
 * Compares a wall clock with one that runs evenly. It sees that the clock was set when it is asked something, so ask it
 * often. Times from before the start of the process count as they stand.
 * @param steady runs evenly, whatever happens to `clock`; where it stands does not matter
 */
export function createAges(clock: () => Date, steady: () => Date): Ages {
  /** Newest first. */
  const steps: Step[] = [];
  let offset = clock().getTime() - steady().getTime();

  const look = (): number => {
    const even = steady().getTime();
    const now = clock().getTime();
    if (Math.abs(now - (even + offset)) > STEP_MS) steps.unshift({ before: even + offset, after: now });
    steps.splice(MOST_STEPS);
    offset = now - even;
    return now;
  };

  return {
    ageOf(at) {
      const time = at.getTime();
      let until = look();
      let passed = 0;
      // A clock that was set back has shown some times twice: then the younger counts.
      let age = Infinity;
      for (const { before, after } of steps) {
        if (time >= after && time <= until) age = Math.min(age, passed + until - time);
        passed += until - after;
        // A clock that was set forward has never shown the times between.
        if (time > before && time < after) age = Math.min(age, passed);
        until = before;
      }
      if (time <= until) age = Math.min(age, passed + until - time);
      return age === Infinity ? undefined : age;
    },
    ago(milliseconds) {
      let until = look();
      let left = milliseconds;
      let earliest = Infinity;
      for (const { before, after } of steps) {
        if (left <= until - after) break;
        left -= until - after;
        earliest = Math.min(earliest, after);
        until = before;
      }
      return new Date(Math.min(earliest, until - left));
    },
  };
}
