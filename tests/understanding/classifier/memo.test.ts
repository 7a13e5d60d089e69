import { describe, expect, it } from 'vitest';
import { memoised } from '#understanding/classifier/memo.ts';

/** How often the result for a key had to be computed while `keys` went by. */
function computedFor(key: string, keys: readonly string[]): number {
  let count = 0;
  const remember = memoised((each) => {
    if (each === key) count += 1;
    return each.length;
  });
  for (const each of keys) remember(each);
  return count;
}

describe('what is remembered of words', () => {
  it('is computed once', () => {
    expect(computedFor('router', ['router', 'camera', 'router'])).toBe(1);
  });

  it('is forgotten when a flood of other words came in between', () => {
    const flood = Array.from({ length: 10_000 }, (_, at) => `word${at}`);
    expect(computedFor('router', ['router', ...flood, 'router'])).toBe(2);
  });

  it('never holds a run of letters that is longer than any word', () => {
    const endless = 'x'.repeat(100_000);
    expect(computedFor(endless, [endless, endless])).toBe(2);
  });
});
