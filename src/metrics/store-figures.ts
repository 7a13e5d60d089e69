import type { Availability, Chat } from '#handoff/chat.ts';
import { isPresent } from '#handoff/queue.ts';
import type { Backlog } from '#store/backlog.ts';
import type { Store } from '#store/store.ts';

/** How many of the most recently claimed chats have their waits reported. */
const MEASURED = 20;

/** The database's figures about the work of all servers together. */
export interface StoreFigures extends Backlog {
  now: Date;
  waiting: Chat[];
  connected: Chat[];
  /** How long the most recently claimed chats had waited, in seconds, shortest first. */
  waits: number[];
  /** Agents at the desk. */
  agents: Record<Availability, number>;
}

export interface FiguresParts {
  store: Pick<Store, 'chats' | 'presences' | 'backlog'>;
  /** See `Moment`. */
  presenceTimeoutMs: number;
  clock: () => Date;
}

/** Reads the database's figures for a scrape. @throws StoreUnavailable */
export async function readStoreFigures({
  store,
  presenceTimeoutMs,
  clock,
}: FiguresParts): Promise<StoreFigures> {
  const { chats, presences } = store;
  const now = clock();
  const claimed = await chats.lastClaimed(MEASURED);
  const agents = { available: 0, busy: 0, away: 0 };
  for (const presence of await presences.list())
    if (isPresent(presence, { now, presenceTimeoutMs })) agents[presence.availability] += 1;
  return {
    ...(await store.backlog()),
    now,
    waiting: await chats.waiting(),
    connected: await chats.connected(),
    waits: claimed.flatMap(waitOf).sort((a, b) => a - b),
    agents,
  };
}

const waitOf = ({ requestedAt, claimedAt }: Chat): number[] =>
  claimedAt === undefined ? [] : [Math.max(0, claimedAt.getTime() - requestedAt.getTime()) / 1000];
