import type { Chat, ChatAgent, ChatStore, Presence } from './chat.ts';

/** How many measured waits the expected wait is computed from. */
export const MEASURED_WAITS = 20;

/** A moment, and how long ago a desk may last have been seen and still count as connected. */
export interface Moment {
  now: Date;
  /** A desk that has been disconnected for this long is gone, and its chats go back to the queue. */
  presenceTimeoutMs: number;
}

/** Whether one of the agent's desks is connected, or was a moment ago. */
export const isPresent = ({ seenAt }: Presence, { now, presenceTimeoutMs }: Moment): boolean =>
  now.getTime() - seenAt.getTime() < presenceTimeoutMs;

/** Whether a customer who asks now can expect this agent sooner or later: a busy agent becomes free again. */
export const mayBecomeFree = (presence: Presence, moment: Moment): boolean =>
  isPresent(presence, moment) && presence.availability !== 'away';

/**
 * Estimates the wait at a position in the queue: the median recent wait per position, times the position.
 * @param claimed the most recently claimed chats
 * @returns seconds; undefined if there are no measured waits
 */
export function expectedWait(claimed: readonly Chat[], position: number): number | undefined {
  const perPosition = claimed
    .flatMap(({ requestedAt, claimedAt, firstPosition }) =>
      claimedAt === undefined ? [] : [(claimedAt.getTime() - requestedAt.getTime()) / 1000 / firstPosition],
    )
    .sort((a, b) => a - b);
  const middle = perPosition[Math.floor(perPosition.length / 2)];
  return middle === undefined ? undefined : Math.round(Math.max(middle, 0) * position);
}

/** Finds the position and the expected wait of a waiting chat. */
export async function positionOf(
  chats: ChatStore,
  reference: string,
): Promise<{ position: number; waitSeconds?: number } | undefined> {
  const waiting = await chats.waiting();
  const at = waiting.findIndex((chat) => chat.reference === reference);
  if (at < 0) return undefined;
  const waitSeconds = expectedWait(await chats.lastClaimed(MEASURED_WAITS), at + 1);
  return { position: at + 1, ...(waitSeconds === undefined ? {} : { waitSeconds }) };
}

/** Counts an agent's chats. */
const loadOf = (connected: readonly Chat[], agent: ChatAgent): number =>
  connected.filter((chat) => chat.agent?.id === agent.id).length;

/**
 * Whether somebody could take a chat right now: an agent who is available and below their limit. If nobody can, the
 * measured waits do not predict this one.
 */
export const canClaimNow = (
  presences: readonly Presence[],
  connected: readonly Chat[],
  { limit, ...moment }: { limit: number } & Moment,
): boolean =>
  presences.some(
    (presence) =>
      isPresent(presence, moment) &&
      (presence.isExternal === true ||
        (presence.availability === 'available' && loadOf(connected, presence.agent) < limit)),
  );

/**
 * Chooses who gets the next chat in round-robin assignment: among the agents who are available and below their limit,
 * the one with the fewest chats; if several, the one who has waited longest for a chat.
 */
export function nextAgent(
  presences: readonly Presence[],
  connected: readonly Chat[],
  { limit, ...moment }: { limit: number } & Moment,
): ChatAgent | undefined {
  const [first] = presences
    .filter((presence) => isPresent(presence, moment) && presence.availability === 'available')
    .filter(({ agent }) => loadOf(connected, agent) < limit)
    .sort(
      (a, b) =>
        loadOf(connected, a.agent) - loadOf(connected, b.agent) ||
        a.assignedAt.getTime() - b.assignedAt.getTime(),
    );
  return first?.agent;
}
