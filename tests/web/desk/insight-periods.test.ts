import { describe, expect, test } from 'vitest';
import type { InsightDayFigures } from '#insights/wire.ts';
import { bucketsOf, sumOf } from '#web/desk/insights/buckets.ts';
import { duration, share } from '#web/desk/insights/format.ts';
import { addDays, daysBetween, lastDays, queryIn, referenceOf } from '#web/desk/insights/query.ts';

/** This many days from 1 January on, each with as many questions as its day of the month. */
const days = (count: number): InsightDayFigures[] =>
  Array.from(
    { length: count },
    (_, at) => ({ day: addDays('2026-01-01', at), questions: at + 1 }) as InsightDayFigures,
  );

describe('a period of the insights', () => {
  test('is read from the address and written back', () => {
    const query = {
      from: '2026-03-01',
      to: '2026-03-07',
      channel: 'msteams',
      of: 'outcome',
      key: 'unknown',
    } as const;
    expect(queryIn(referenceOf(query))).toEqual(query);
  });

  test.each(['', 'from=2026-03-07&to=2026-03-01', 'from=yesterday&to=today'])(
    'is the last 30 days if the address says “%s”',
    (reference) => {
      const { from, to } = queryIn(reference);
      expect(daysBetween(from, to)).toBe(30);
    },
  );

  test('ends today and has as many days as its preset', () => {
    expect(lastDays(7, '2026-03-03')).toEqual({ from: '2026-02-25', to: '2026-03-03' });
  });

  test('has a bar for each day if there is room', () => {
    const buckets = bucketsOf(days(90));
    expect(buckets).toHaveLength(90);
    expect(buckets[0]).toMatchObject({ from: '2026-01-01', to: '2026-01-01' });
  });

  test('has a bar for each week if it is longer, and the last week may be short', () => {
    const buckets = bucketsOf(days(100));
    expect(buckets).toHaveLength(15);
    expect(buckets.at(-1)).toMatchObject({ from: '2026-04-09', to: '2026-04-10' });
    expect(sumOf(buckets[0]!, (day) => day.questions)).toBe(28);
  });
});

test.each([
  [null, '–'],
  [42.4, '42 s'],
  [90, '1.5 min'],
  [7200, '2 h'],
])('%s seconds read “%s”', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('a share of nothing is shown as a dash', () => {
  expect([share(null), share(0.125)]).toEqual(['–', '12.5%']);
});
