import { afterEach, expect, test, vi } from 'vitest';
import { queryOf } from '#web/desk/closed/closed-filters.tsx';

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ['with 23 hours', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['with 24 hours', '2026-06-10', '2026-06-09T22:00:00.000Z', '2026-06-10T22:00:00.000Z'],
  ['with 25 hours', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
])('closed chats of a day %s are those from its first to its last moment', (_what, day, from, until) => {
  vi.stubEnv('TZ', 'Europe/Berlin');
  expect(queryOf({ from: day, until: day, tag: '' })).toEqual({ from, until });
});
