import { describe, expect, it } from 'vitest';
import { triesWithin, waitAfter } from '#time/backoff.ts';

const backoff = { firstMs: 1000, longestMs: 60_000 };

describe('the delay after a failed try', () => {
  it('grows each time, up to a maximum', () => {
    const waits = Array.from({ length: 8 }, (_, at) => waitAfter(backoff, at + 1));
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('is randomised, and never zero', () => {
    expect([waitAfter(backoff, 1, 0), waitAfter(backoff, 1, 1)]).toEqual([750, 1250]);
  });

  it('is as long as the failure has lasted if no tries are counted', () => {
    const waits = [0, 1000, 3000, 90_000].map((failing) => waitAfter(backoff, triesWithin(backoff, failing)));
    expect(waits.map(Math.round)).toEqual([1000, 1000, 3000, 60_000]);
  });
});
