import { describe, expect, it } from 'vitest';
import { shareOf } from '#web/desk/insights/buckets.ts';
import { decimal, share } from '#web/desk/insights/format.ts';

describe('figures of the insights', () => {
  it('say that there is nothing to measure, instead of zero', () => {
    expect(share(shareOf(0, 0))).toBe('–');
    expect(decimal(null)).toBe('–');
  });

  it('have the same number of digits, so that a column lines up', () => {
    expect([share(shareOf(1, 4)), share(shareOf(1, 3)), share(shareOf(0, 3))]).toEqual([
      '25.0%',
      '33.3%',
      '0.0%',
    ]);
    expect([decimal(4), decimal(3.67)]).toEqual(['4.0', '3.7']);
  });
});
