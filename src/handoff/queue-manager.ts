import type { Logger } from 'pino';
import { type Ages, createAges } from '#time/ages.ts';
import type { Chat, ChatAgent, ChatPatch, ChatStore, Presence, PresenceStore } from './chat.ts';
import { agentDisconnected, endedIdle, joined, nobodyCame, positionChanged } from './chat-notices.ts';
import { customerTime } from './customer-time.ts';
import type { OpeningHours } from './opening-hours.ts';
import { type PeriodicTask, createPeriodicTask } from './periodic-task.ts';
import { canClaimNow, expectedWait, isPresent, mayBecomeFree, nextAgent } from './queue.ts';
import { returnToQueue } from './return-to-queue.ts';

/** The desk raises an alarm for chats that have waited this long: satisfaction falls sharply past three minutes. */
const ALARM_MS = 120_000;
const INTERVAL_MS = 5000;
const MEASURED = 20;

export interface QueueRules {
  /** How chats are assigned: agents claim them, or get them in turn. */
  assignment: 'claim' | 'round-robin';
  /** How many chats an agent may have at once. */
  limit: number;
  /** How long a customer waits before being offered to leave a message instead. */
  waitLimitMs: number;
  /** How long a chat may be silent before it ends. */
  idleMs: number;
  /** See `Moment`. */
  presenceTimeoutMs: number;
}

export interface QueueManagerParts {
  chats: ChatStore;
  presences: PresenceStore;
  rules: QueueRules;
  hours: OpeningHours | undefined;
  clock: () => Date;
  /** Leave out when nobody sets the clock. */
  ages?: Ages;
  log: Logger;
}

/**
 * Creates the queue manager, which makes sure that nobody is forgotten in the queue or in a chat. All replicas run one
 * at the same time, because each change is decided on the chat's current state.
 */
export function createQueueManager(parts: QueueManagerParts): PeriodicTask {
  const { chats, presences, rules, hours, clock, log } = parts;
  const ages = parts.ages ?? createAges(clock, clock);
  const born = clock();
  const livedMs = (): number => ages.ageOf(born) ?? 0;

  const endIdle = (chat: Chat): Promise<unknown> =>
    chats.change(chat.reference, {
      decide: (now) =>
        now.state === 'connected'
          ? { patch: { state: 'closed', end: 'idle', closedAt: clock() }, lines: [endedIdle(now)] }
          : undefined,
    });

  const giveUp = (chat: Chat): Promise<unknown> =>
    whileWaiting(chat, { state: 'closed', end: 'nobody', closedAt: clock() }, nobodyCame(nextOpening(chat)));

  const whileWaiting = (
    chat: Chat,
    patch: ChatPatch,
    line?: ReturnType<typeof nobodyCame>,
    isStill: (now: Chat) => boolean = () => true,
  ): Promise<unknown> =>
    chats.change(chat.reference, {
      decide: (now) =>
        now.state === 'waiting' && isStill(now)
          ? { patch, ...(line === undefined ? {} : { lines: [line] }) }
          : undefined,
    });

  function nextOpening({ timeZone }: Chat): string | undefined {
    const now = clock();
    const opening = hours?.isOpen(now) === false ? hours.nextOpening(now) : undefined;
    return opening && customerTime(opening, timeZone);
  }

  async function mindConnected(there: readonly Presence[]): Promise<void> {
    const ids = new Set(there.map(({ agent }) => agent.id));
    // Right after a start, agents have not had time to reconnect.
    const couldBeBack = livedMs() >= rules.presenceTimeoutMs;
    if (couldBeBack)
      for (const { reference, agent } of await chats.connected())
        if (!ids.has(agent?.id ?? ''))
          await returnToQueue(chats, { reference, agentId: agent?.id }, agentDisconnected);
    for (const chat of await chats.silentSince(ages.ago(rules.idleMs))) await endIdle(chat);
  }

  async function mindWaiting(present: readonly Presence[], now: Date): Promise<void> {
    const hope =
      present.some((presence) =>
        mayBecomeFree(presence, { now, presenceTimeoutMs: rules.presenceTimeoutMs }),
      ) || livedMs() < rules.presenceTimeoutMs;
    for (const chat of await chats.waiting()) {
      const waited = ages.ageOf(chat.requestedAt) ?? 0;
      if (!hope || waited >= rules.waitLimitMs) await giveUp(chat);
      else if (waited >= ALARM_MS && chat.overdueAt === undefined) {
        log.warn(
          { reference: chat.reference, seconds: Math.round(waited / 1000) },
          'a customer has been waiting for a long time',
        );
        await whileWaiting(chat, { overdueAt: now }, undefined, ({ overdueAt }) => overdueAt === undefined);
      }
    }
  }

  async function giveOut(now: Date): Promise<void> {
    if (rules.assignment !== 'round-robin') return;
    for (const chat of await chats.waiting()) {
      const present = await presences.list();
      const agent =
        wanted(chat, present, now) ?? nextAgent(present, await chats.connected(), { ...rules, now });
      if (agent === undefined) return;
      await presences.noteAssigned(agent.id, now);
      await whileWaiting(chat, { state: 'connected', agent, claimedAt: now }, joined(chat, agent));
    }
  }

  /** Finds the agent whom the customer comes back to, if they take chats. */
  const wanted = ({ preferredAgent }: Chat, present: readonly Presence[], now: Date): ChatAgent | undefined =>
    present.find(
      (presence) =>
        presence.agent.id === preferredAgent?.id &&
        isPresent(presence, { now, presenceTimeoutMs: rules.presenceTimeoutMs }) &&
        presence.availability === 'available',
    )?.agent;

  /** Sends each customer whose position has changed the new one. */
  async function announcePositions(now: Date): Promise<void> {
    const waiting = await chats.waiting();
    const moved = waiting.filter((chat, at) => chat.announcedPosition !== at + 1);
    if (moved.length === 0) return;
    const isSomebodyFree = canClaimNow(await presences.list(), await chats.connected(), { ...rules, now });
    const claimed = isSomebodyFree ? await chats.lastClaimed(MEASURED) : [];
    for (const chat of moved) {
      const place = waiting.indexOf(chat) + 1;
      const waitSeconds = expectedWait(claimed, place);
      const told = { place, ...(waitSeconds === undefined ? {} : { waitSeconds }) };
      await whileWaiting(
        chat,
        { announcedPosition: place },
        positionChanged(chat, told),
        ({ announcedPosition }) => announcedPosition === chat.announcedPosition,
      );
    }
  }

  async function lookOnce(): Promise<void> {
    const now = clock();
    const present = await presences.list();
    await mindConnected(
      present.filter((presence) => isPresent(presence, { now, presenceTimeoutMs: rules.presenceTimeoutMs })),
    );
    await mindWaiting(present, now);
    await giveOut(now);
    await announcePositions(now);
  }

  return createPeriodicTask(async () => {
    try {
      await lookOnce();
    } catch (error) {
      log.warn({ err: error }, 'could not manage the queue; trying again in a few seconds');
    }
  }, INTERVAL_MS);
}
