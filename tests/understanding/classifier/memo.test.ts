import { describe, expect, it } from 'vitest';
import { memoised } from '#understanding/classifier/memo.ts';

/** How often the result for a key was computed during the lookups of `keys`. */
function computedFor(key: string, keys: readonly string[]): number {
  let count = 0;
  const remember = memoised((each) => {
    if (each === key) count += 1;
    return each.length;
  });
  for (const each of keys) remember(each);
  return count;
}

describe('a remembered result', () => {
  it('is computed only once', () => {
    expect(computedFor('router', ['router', 'camera', 'router'])).toBe(1);
  });

  it('is dropped after a flood of other words', () => {
    const flood = Array.from({ length: 10_000 }, (_, at) => `word${at}`);
    expect(computedFor('router', ['router', ...flood, 'router'])).toBe(2);
  });

  it('is never stored for a run of letters longer than any word', () => {
    const endless = 'x'.repeat(100_000);
    expect(computedFor(endless, [endless, endless])).toBe(2);
  });
});
