import type { ChatStore, PresenceStore } from './chat.ts';
import { canClaimNow, expectedWait, MEASURED_WAITS, type Moment } from './queue.ts';

/** Fewer measured waits are too few to promise anything. */
const MIN_MEASURED = 5;
const CACHE_MS = 30_000;

/**
 * How long a customer usually waits for a person, in seconds. Undefined if nobody could come right now, or too few
 * waits have been measured: then nothing is promised.
 */
export type UsualWait = () => Promise<number | undefined>;

export interface UsualWaitParts {
  chats: Pick<ChatStore, 'connected' | 'lastClaimed'>;
  presences: Pick<PresenceStore, 'list'>;
  /** How many chats an agent may have at once. */
  limit: number;
  presenceTimeoutMs: number;
  clock: () => Date;
}

/** Computes the usual wait, at most twice a minute. */
export function createUsualWait(parts: UsualWaitParts): UsualWait {
  let known: { at: number; wait: Promise<number | undefined> } | undefined;
  return () => {
    const now = parts.clock().getTime();
    if (known === undefined || Math.abs(now - known.at) >= CACHE_MS)
      // If the database is unavailable for a moment, visitors must not be locked out: then nothing is promised.
      known = { at: now, wait: measure(parts).catch(() => undefined) };
    return known.wait;
  };
}

async function measure(parts: UsualWaitParts): Promise<number | undefined> {
  const { chats, presences, limit, presenceTimeoutMs, clock } = parts;
  const [present, connected, claimed] = await Promise.all([
    presences.list(),
    chats.connected(),
    chats.lastClaimed(MEASURED_WAITS),
  ]);
  const moment: Moment & { limit: number } = { limit, presenceTimeoutMs, now: clock() };
  if (!canClaimNow(present, connected, moment) || claimed.length < MIN_MEASURED) return undefined;
  return expectedWait(claimed, 1);
}
