import { describe, expect, it } from 'vitest';
import { createAges } from '#time/ages.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-03-02T12:00:00Z');

/** A wall clock that can be set, and a steady one that cannot. */
function clocks() {
  let passed = 0;
  let shift = 0;
  const clock = (): Date => new Date(START + passed + shift);
  const ages = createAges(clock, () => new Date(passed));
  return {
    ages,
    clock,
    pass: (minutes: number): void => {
      passed += minutes * MINUTE;
      ages.ago(0);
    },
    set: (minutes: number): void => {
      shift += minutes * MINUTE;
      ages.ago(0);
    },
    ageInMinutes: (at: Date): number | undefined => {
      const age = ages.ageOf(at);
      return age === undefined ? undefined : age / MINUTE;
    },
  };
}

describe('the age of a time', () => {
  it('is the difference of the times if nobody sets the clock', () => {
    const { clock, pass, ageInMinutes } = clocks();
    const at = clock();
    pass(7);
    expect(ageInMinutes(at)).toBe(7);
    expect(ageInMinutes(new Date(START - 60 * MINUTE))).toBe(67);
  });

  it('stays right when the clock is set back, and forward, and back again', () => {
    const { clock, pass, set, ageInMinutes } = clocks();
    const first = clock();
    pass(3);
    set(-10);
    expect(ageInMinutes(first)).toBe(3);
    pass(4);
    set(60);
    const second = clock();
    pass(5);
    expect(ageInMinutes(second)).toBe(5);
    set(-60);
    expect(ageInMinutes(second)).toBe(5);
  });

  it('is unknown for a time in the future', () => {
    const { ageInMinutes } = clocks();
    expect(ageInMinutes(new Date(START + 30 * MINUTE))).toBeUndefined();
  });

  it('is the smaller of two if a clock that was set back showed a time twice', () => {
    const { clock, pass, set, ageInMinutes } = clocks();
    pass(10);
    set(-10);
    pass(2);
    const again = clock();
    pass(3);
    expect(ageInMinutes(again)).toBe(3);
  });
});

describe('the time some milliseconds ago', () => {
  it('is as far back as the clock says if nobody sets it', () => {
    const { ages, pass, clock } = clocks();
    pass(30);
    expect(ages.ago(15 * MINUTE)).toEqual(new Date(clock().getTime() - 15 * MINUTE));
  });

  it('does not count time that a clock set forward has skipped', () => {
    const { ages, pass, set } = clocks();
    pass(20);
    set(60);
    pass(5);
    expect(ages.ago(15 * MINUTE)).toEqual(new Date(START + 10 * MINUTE));
  });

  it('does not make a message old that was sent after the clock was set back', () => {
    const { ages, pass, set, clock } = clocks();
    pass(20);
    set(-10);
    const justSaid = clock();
    pass(5);
    expect(ages.ago(7 * MINUTE).getTime()).toBeLessThanOrEqual(justSaid.getTime());
  });
});
