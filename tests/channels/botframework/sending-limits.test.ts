import { describe, expect, it } from 'vitest';
import { createSendingLimits } from '#channels/botframework/sending-limits.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

/** Limits with a clock, in milliseconds, that only the test advances. */
function open(options: { mostThreads?: number } = {}) {
  const state = { now: 0 };
  const limits = createSendingLimits({ clock: () => new Date(state.now), ...options });
  const send = (thread: string): void => limits.begin(thread)();
  /** Sends the given number of messages, each as soon as allowed. @returns the times */
  const sendAll = (thread: string, count: number): number[] =>
    Array.from({ length: count }, () => {
      state.now = Math.max(state.now, limits.nextAt(thread));
      send(thread);
      return state.now;
    });
  return { limits, state, send, sendAll };
}

/** The largest number of sends in any window of this many milliseconds. */
const fullest = (times: readonly number[], ms: number): number =>
  Math.max(...times.map((end) => times.filter((time) => time <= end && time > end - ms).length));

describe('sends into a thread', () => {
  it('go out at once up to the limit per second, then wait for the next second', () => {
    const { limits, state, sendAll } = open();
    state.now = HOUR;
    expect(sendAll('a', 7)).toEqual(Array.from({ length: 7 }, () => HOUR));
    expect(limits.nextAt('a')).toBe(HOUR + SECOND + 1);
    expect(limits.nextAt('b')).toBe(0);
  });

  it('respect every limit of Teams and use it in full', () => {
    const times = open().sendAll('a', 4000);
    expect([
      fullest(times, SECOND),
      fullest(times, 2 * SECOND),
      fullest(times, 30 * SECOND),
      fullest(times, HOUR),
    ]).toEqual([7, 8, 60, 1800]);
  });

  it('count while they are running, and from the time they end', () => {
    const { limits, state, send } = open();
    for (let count = 0; count < 6; count += 1) send('a');
    const ended = limits.begin('a');
    state.now = 5 * SECOND;
    expect(limits.nextAt('a')).toBeLessThanOrEqual(state.now);
    for (let count = 0; count < 6; count += 1) send('a');
    expect(limits.nextAt('a')).toBe(6 * SECOND + 1);
    state.now = 10 * SECOND;
    ended();
    expect(limits.nextAt('a')).toBeLessThanOrEqual(state.now);
    for (let count = 0; count < 6; count += 1) send('a');
    expect(limits.nextAt('a')).toBe(11 * SECOND + 1);
  });

  it('never exceed the number allowed at once', () => {
    const { limits, state } = open();
    for (let count = 0; count < 7; count += 1) limits.begin('a');
    state.now = 3 * HOUR;
    expect(limits.nextAt('a')).toBeGreaterThan(state.now);
  });
});

describe('threads', () => {
  it('are forgotten after an hour without a message', () => {
    const { limits, state, send } = open();
    send('a');
    send('b');
    state.now = HOUR / 2;
    send('a');
    state.now = HOUR + 1;
    send('c');
    expect(limits.threads).toBe(2);
    state.now = 3 * HOUR;
    send('c');
    expect(limits.threads).toBe(1);
  });

  it('are limited in number: the one that has been idle longest is forgotten first', () => {
    const { limits, send, sendAll } = open({ mostThreads: 3 });
    sendAll('a', 7);
    for (const thread of ['b', 'c', 'a', 'd', 'e']) send(thread);
    expect(limits.threads).toBe(3);
    expect(limits.nextAt('a')).toBeGreaterThan(0);
    expect(limits.nextAt('b')).toBe(0);
  });
});
