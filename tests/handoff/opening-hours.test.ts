import { describe, expect, it } from 'vitest';
import { parseOpeningHours } from '#handoff/opening-hours.ts';

const office = parseOpeningHours(
  'Mon-Fri 09:00-12:30; Mon-Fri 13:30-17:00; Sat 10:00-14:00',
  'Europe/Berlin',
);

describe('opening hours', () => {
  // In March, Berlin is one hour ahead of UTC, and two from the 29th on.
  it.each([
    ['2026-03-02T08:00:00Z', true, 'Monday 9:00'],
    ['2026-03-02T07:59:59Z', false, 'Monday a second before'],
    ['2026-03-02T11:30:00Z', false, 'Monday 12:30, the break'],
    ['2026-03-07T12:59:00Z', true, 'Saturday 13:59'],
    ['2026-03-07T13:00:00Z', false, 'Saturday 14:00'],
    ['2026-03-30T07:00:00Z', true, 'Monday 9:00 in summer time'],
    ['2026-03-29T21:59:00Z', false, 'Sunday night after the clocks went forward'],
  ])('%s: %s (%s)', (now, isOpen) => {
    expect(office.isOpen(new Date(now))).toBe(isOpen);
  });
});

describe('the next opening', () => {
  it.each([
    ['2026-03-02T06:00:00Z', '2026-03-02T08:00:00Z', 'the same morning'],
    ['2026-03-02T11:45:00Z', '2026-03-02T12:30:00Z', 'after the break'],
    ['2026-03-02T16:00:00Z', '2026-03-03T08:00:00Z', 'the next day'],
    ['2026-03-07T13:00:00Z', '2026-03-09T08:00:00Z', 'after the weekend'],
    ['2026-03-28T20:00:00Z', '2026-03-30T07:00:00Z', 'after the clocks went forward'],
  ])('from %s: %s (%s)', (now, next) => {
    expect(office.nextOpening(new Date(now))?.toISOString()).toBe(new Date(next).toISOString());
  });

  it('is a week later if only one day has hours, and never if none has', () => {
    const sundays = parseOpeningHours('sun 00:00-24:00', 'UTC');
    expect(sundays.nextOpening(new Date('2026-03-01T12:00:00Z'))).toEqual(new Date('2026-03-08T00:00:00Z'));
    expect(sundays.isOpen(new Date('2026-03-01T23:59:59Z'))).toBe(true);
    expect(parseOpeningHours('', 'UTC').nextOpening(new Date())).toBeUndefined();
  });

  it('is right on the days when the clocks change', () => {
    const early = parseOpeningHours('Sun 01:00-04:00', 'Europe/Berlin');
    const openOn = (day: string) =>
      Array.from({ length: 6 }, (_, hour) => early.isOpen(new Date(`${day}T0${hour}:00:00Z`)));
    // In spring it is 01:00 and then 03:00; in autumn 02:00 comes twice.
    expect(openOn('2026-03-29')).toEqual([true, true, false, false, false, false]);
    expect(openOn('2026-10-25')).toEqual([true, true, true, false, false, false]);
  });

  it('is just after the skipped hour if it falls into it in spring', () => {
    // In Berlin on 29 March 2026 the clock goes from 02:00 to 03:00, at 01:00 UTC.
    const early = parseOpeningHours('Sun 02:30-05:00', 'Europe/Berlin');
    const opening = early.nextOpening(new Date('2026-03-28T20:00:00Z'));
    expect(opening?.toISOString()).toBe('2026-03-29T01:00:00.000Z');
    expect(opening && early.isOpen(opening)).toBe(true);
  });

  it('is a week later if the hours are entirely in the skipped hour', () => {
    const night = parseOpeningHours('Sun 02:15-02:45', 'Europe/Berlin');
    const opening = night.nextOpening(new Date('2026-03-28T20:00:00Z'));
    expect(opening?.toISOString()).toBe('2026-04-05T00:15:00.000Z');
  });

  it('is found across the end of the week', () => {
    const weekend = parseOpeningHours('Fri-Mon 10:00-11:00', 'UTC');
    const open = [1, 2, 3, 4, 5, 6, 7, 8].map((day) => weekend.isOpen(new Date(`2026-03-0${day}T10:30:00Z`)));
    // 1 March 2026 is a Sunday.
    expect(open).toEqual([true, true, false, false, false, true, true, true]);
  });
});

describe('invalid opening hours are refused with a hint', () => {
  it.each([
    ['9 to 5', 'UTC', 'cannot be read'],
    ['Mon-Fri 9-17', 'UTC', 'cannot be read'],
    ['Foo 09:00-17:00', 'UTC', 'cannot be read'],
    ['Mon 25:00-26:00', 'UTC', 'does not exist'],
    ['Mon 09:60-10:00', 'UTC', 'does not exist'],
    ['Mon 22:00-02:00', 'UTC', 'past midnight'],
    ['Mon 09:00-09:00', 'UTC', 'ends before it begins'],
    ['Mon 09:00-17:00', 'Berlin', 'not a time zone'],
  ])('%s in %s', (hours, zone, problem) => {
    expect(() => parseOpeningHours(hours, zone)).toThrow(problem);
  });
});
