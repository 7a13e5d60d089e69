import { createRequire } from 'node:module';
import type * as RateLimiter from 'rate-limiter-flexible';
import { HttpProblem } from './problem.ts';

const require = createRequire(import.meta.url);
/** Loaded directly: the library's index would load its limiters for a dozen databases. */
const RateLimiterMemory =
  require('rate-limiter-flexible/lib/RateLimiterMemory.js') as typeof RateLimiter.RateLimiterMemory;
const RateLimiterRes =
  require('rate-limiter-flexible/lib/RateLimiterRes.js') as typeof RateLimiter.RateLimiterRes;

/** How much each key may do in a period, counted in this process. */
export interface Limit {
  /** Takes points from a key. @throws {HttpProblem} 429 if too few are left */
  take(key: string, points?: number): Promise<void>;
  /** Takes a point from a key. @returns false if none is left */
  tryTake(key: string): Promise<boolean>;
  /** Takes no points. @throws {HttpProblem} 429 if the key has none left */
  check(key: string): Promise<void>;
  /** Gives a key all its points back. */
  reset(key: string): Promise<void>;
}

export interface LimitOptions {
  /** The points of a key per period; the period begins when it takes its first. */
  points: number;
  seconds: number;
  /** The text for a refused caller. @param seconds until trying again makes sense */
  refusal?: (seconds: number) => string;
}

/** Creates a limit. */
export function createLimit({
  points,
  seconds: duration,
  refusal = (seconds) => `Too many requests. Try again in ${seconds} s.`,
}: LimitOptions): Limit {
  const limiter = new RateLimiterMemory({ points, duration });
  const tooMany = ({ msBeforeNext }: RateLimiter.RateLimiterRes): HttpProblem => {
    const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
    return new HttpProblem(429, 'TooManyRequests', refusal(seconds), { retryAfter: seconds });
  };
  /** @returns undefined if there were enough points */
  const consume = async (key: string, wanted: number): Promise<RateLimiter.RateLimiterRes | undefined> => {
    try {
      await limiter.consume(key, wanted);
      return undefined;
    } catch (rejection) {
      // The library throws its result when the points are used up.
      if (rejection instanceof RateLimiterRes) return rejection;
      throw rejection;
    }
  };
  return {
    async take(key, wanted = 1) {
      const refused = await consume(key, wanted);
      if (refused !== undefined) throw tooMany(refused);
    },
    tryTake: async (key) => (await consume(key, 1)) === undefined,
    async check(key) {
      const spent = await limiter.get(key);
      if (spent !== null && spent.consumedPoints >= points) throw tooMany(spent);
    },
    async reset(key) {
      await limiter.delete(key);
    },
  };
}
