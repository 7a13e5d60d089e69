import { describe, expect, it } from 'vitest';
import { MAX_TRIES, outcomeOf } from '#channels/botframework/send-outcome.ts';

const now = new Date('2026-03-02T09:00:00Z');

/** An error as the SDK throws it. */
const answered = (statusCode: number, headers: Record<string, string> = {}) =>
  Object.assign(new Error('No'), { statusCode, response: { headers: new Headers(headers) } });
const judge = (error: unknown, { tries = 1, random = 0.5 } = {}) => outcomeOf(error, { tries, now, random });
const waitOf = (error: unknown, more?: { tries?: number; random?: number }): number => {
  const outcome = judge(error, more);
  return outcome.kind === 'again' ? outcome.waitMs : NaN;
};

describe('a send that failed', () => {
  it.each([401, 408, 412, 429, 500, 502, 503, 504])('is retried after %i', (status) => {
    expect(judge(answered(status))).toEqual({ kind: 'again', waitMs: 1000 });
  });

  it.each([
    new TypeError('fetch failed'),
    Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
    new DOMException('late', 'TimeoutError'),
    'something that is no error',
    undefined,
  ])('is retried when there was no answer: %s', (error) => {
    expect(judge(error)).toEqual({ kind: 'again', waitMs: 1000 });
  });

  it.each([403, 404])('with %i means that the customer is unreachable', (status) => {
    expect(judge(answered(status))).toEqual({ kind: 'unreachable' });
  });

  it.each([400, 405, 409, 413, 415, 422])('with %i gives up only that message', (status) => {
    expect(judge(answered(status))).toEqual({ kind: 'refused' });
  });
});

describe('the delay before the next try', () => {
  it('doubles, up to ten minutes, until the last try', () => {
    const waits = Array.from({ length: MAX_TRIES - 1 }, (_, at) => waitOf(answered(502), { tries: at + 1 }));
    expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
    expect(waits.at(-1)).toBe(512_000);
    expect(judge(answered(502), { tries: MAX_TRIES })).toEqual({ kind: 'exhausted' });
  });

  it('has jitter', () => {
    expect([waitOf(answered(502), { random: 0 }), waitOf(answered(502), { random: 1 })]).toEqual([750, 1250]);
  });

  it('is never shorter than the channel asks, in seconds or as a date', () => {
    const [seconds, date] = ['30', 'Mon, 02 Mar 2026 09:00:30 GMT'];
    for (const asked of [seconds, date]) {
      expect(waitOf(answered(429, { 'Retry-After': asked }), { random: 0 })).toBe(30_000);
      expect(waitOf(answered(429, { 'Retry-After': asked }), { random: 1 })).toBe(31_000);
    }
  });

  it('is never shorter than the bot’s own', () => {
    expect(waitOf(answered(429, { 'Retry-After': '1' }), { tries: 6 })).toBe(32_000);
  });

  it.each(['', 'soon', '-5', 'Mon, 02 Mar 2020 09:00:00 GMT'])('ignores a Retry-After of “%s”', (asked) => {
    expect(waitOf(answered(429, { 'Retry-After': asked }))).toBe(1000);
  });

  it('is at most one day', () => {
    expect(waitOf(answered(429, { 'Retry-After': '9'.repeat(30) }), { random: 0 })).toBe(86_400_000);
  });
});
