import type { Chat, ChatAgent, ChatStore, Presence } from './chat.ts';

/** Waits that the expected one is told from. */
const MEASURED = 20;

/** A moment, and for how long before it a desk may have been seen last to count as there. */
export interface Moment {
  now: Date;
  /** A desk that was not connected for so long is gone, and its chats go back to the queue. */
  goneMs: number;
}

/** Whether a desk of the agent's is connected, or was a moment ago. */
export const isThere = ({ seenAt }: Presence, { now, goneMs }: Moment): boolean =>
  now.getTime() - seenAt.getTime() < goneMs;

/** Whether a customer who asks now may expect this agent at some time: also one who is busy becomes free. */
export const mayCome = (presence: Presence, moment: Moment): boolean =>
  isThere(presence, moment) && presence.availability !== 'away';

/**
 * The expected wait at a place in the queue: how long a place took lately, in the middle, for each place before.
 * @param claimed the chats that were taken last
 * @returns seconds; undefined where nothing was measured
 */
export function expectedWait(claimed: readonly Chat[], place: number): number | undefined {
  const perPlace = claimed
    .flatMap(({ requestedAt, claimedAt, firstPlace }) =>
      claimedAt === undefined ? [] : [(claimedAt.getTime() - requestedAt.getTime()) / 1000 / firstPlace],
    )
    .sort((a, b) => a - b);
  const middle = perPlace[Math.floor(perPlace.length / 2)];
  return middle === undefined ? undefined : Math.round(Math.max(middle, 0) * place);
}

/** The place and the expected wait of a chat that waits. */
export async function placeOf(
  chats: ChatStore,
  reference: string,
): Promise<{ place: number; waitSeconds?: number } | undefined> {
  const waiting = await chats.waiting();
  const at = waiting.findIndex((chat) => chat.reference === reference);
  if (at < 0) return undefined;
  const waitSeconds = expectedWait(await chats.lastClaimed(MEASURED), at + 1);
  return { place: at + 1, ...(waitSeconds === undefined ? {} : { waitSeconds }) };
}

/** Of every agent's chats, how many are theirs. */
const loadOf = (connected: readonly Chat[], agent: ChatAgent): number =>
  connected.filter((chat) => chat.agent?.id === agent.id).length;

/**
 * Whether somebody could take a chat right now: an agent who is available and below their limit. While nobody can, the
 * waits that were measured say nothing about this one.
 */
export const canTakeNow = (
  presences: readonly Presence[],
  connected: readonly Chat[],
  { limit, ...moment }: { limit: number } & Moment,
): boolean =>
  presences.some(
    (presence) =>
      isThere(presence, moment) &&
      (presence.isElsewhere === true ||
        (presence.availability === 'available' && loadOf(connected, presence.agent) < limit)),
  );

/**
 * Who gets the next chat where chats are given out by turns: of those who are available and below their limit the one
 * with the fewest chats, then the one who waited longest for one.
 */
export function nextAgent(
  presences: readonly Presence[],
  connected: readonly Chat[],
  { limit, ...moment }: { limit: number } & Moment,
): ChatAgent | undefined {
  const [first] = presences
    .filter((presence) => isThere(presence, moment) && presence.availability === 'available')
    .filter(({ agent }) => loadOf(connected, agent) < limit)
    .sort(
      (a, b) =>
        loadOf(connected, a.agent) - loadOf(connected, b.agent) ||
        a.assignedAt.getTime() - b.assignedAt.getTime(),
    );
  return first?.agent;
}
