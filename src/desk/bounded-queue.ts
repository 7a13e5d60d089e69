import { HttpProblem } from '#http/problem.ts';

/** Lets work through a little at a time; what would have to wait for long is refused. */
export interface BoundedQueue {
  /**
   * @param options `hasPriority`: before all that only wait
   * @throws {HttpProblem} 503 when too many wait already
   */
  <Result>(work: () => Promise<Result>, options?: { hasPriority?: boolean }): Promise<Result>;
}

/** Makes one. @param limits how many are at work at once, and how many may wait in each of its two lanes */
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
      // The place is handed on, not given back: nobody slips in between.
      const next = first.shift() ?? others.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
