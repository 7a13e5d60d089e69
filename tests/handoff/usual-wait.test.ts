import { describe, expect, test } from 'vitest';
import type { Availability, Chat, Presence } from '#handoff/chat.ts';
import { createUsualWait } from '#handoff/usual-wait.ts';

const NOW = new Date('2026-11-26T10:00:00Z');
const secondsAgo = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);

const claimedAfter = (seconds: number): Chat =>
  ({ requestedAt: secondsAgo(seconds), claimedAt: NOW, firstPosition: 1 }) as Chat;
const agent = (availability: Availability, seenAt = NOW): Presence => ({
  agent: { id: 'a', name: 'Dana' },
  availability,
  seenAt,
  viewing: undefined,
  assignedAt: NOW,
});

const usualWait = (presences: Presence[], claimed: Chat[]) =>
  createUsualWait({
    chats: { connected: () => Promise.resolve([]), lastClaimed: () => Promise.resolve(claimed) },
    presences: { list: () => Promise.resolve(presences) },
    limit: 3,
    presenceTimeoutMs: 60_000,
    clock: () => NOW,
  })();
const waits = [30, 60, 90, 120, 600].map(claimedAfter);

describe('the usual wait', () => {
  test('is the median of the measured waits', async () => {
    expect(await usualWait([agent('available')], waits)).toBe(90);
  });

  test('is not shown if there are only a few waits', async () => {
    expect(await usualWait([agent('available')], waits.slice(0, 4))).toBeUndefined();
  });

  test.each([
    ['nobody is there', []],
    ['everybody is away', [agent('away')]],
    ['everybody is busy', [agent('busy')]],
    ['the only desk is gone', [agent('available', secondsAgo(120))]],
  ])('is not shown while %s', async (_why, presences) => {
    expect(await usualWait(presences, waits)).toBeUndefined();
  });
});
