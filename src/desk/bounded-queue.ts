import { HttpProblem } from '#http/problem.ts';

/** Runs a few jobs at a time, and refuses those that would have to wait too long. */
export interface BoundedQueue {
  /**
   * Runs a job as soon as there is room.
   * @param options `hasPriority`: runs before all ordinary jobs
   * @throws {HttpProblem} 503 if too many are already waiting
   */
  <Result>(work: () => Promise<Result>, options?: { hasPriority?: boolean }): Promise<Result>;
}

/** Builds a queue. @param limits how many jobs may run at once, and how many may wait in each of the two lanes */
export function createBoundedQueue({ atOnce, waiting }: { atOnce: number; waiting: number }): BoundedQueue {
  const first: (() => void)[] = [];
  const others: (() => void)[] = [];
  let running = 0;
  return async (work, { hasPriority = false } = {}) => {
    if (running < atOnce) running += 1;
    else {
      const lane = hasPriority ? first : others;
      if (lane.length >= waiting)
        throw new HttpProblem(503, 'Busy', 'Too many people are signing in. Please try again in a moment.', {
          retryAfter: 2,
        });
      await new Promise<void>((resolve) => lane.push(resolve));
    }
    try {
      return await work();
    } finally {
      // The slot passes directly to the next job, so that no other job can slip in.
      const next = first.shift() ?? others.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
