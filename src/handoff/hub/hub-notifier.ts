import type { Logger } from 'pino';
import { type Ages, createAges } from '#time/ages.ts';
import { type Backoff, triesWithin, waitAfter } from '#time/backoff.ts';
import type { Chat, ChatStore, PresenceStore } from '../chat.ts';
import { backInQueue } from '../chat-notices.ts';
import { signatureOf } from '../delivery/signature.ts';
import { type PeriodicTask, createPeriodicTask } from '../periodic-task.ts';
import { returnToQueue } from '../return-to-queue.ts';
import {
  isForAgent,
  type TranscriptActivity,
  PAGE,
  type ReadNewest,
  type ReadTranscript,
  recentTranscript,
} from '../read-transcript.ts';
import { customerMessage, ending, initiation } from './hub-activities.ts';
import type { HubChat, HubStore } from './hub-store.ts';

/** Whoever writes from a hub writes as this one agent, under the name that the hub gives. */
export const HUB_AGENT_ID = 'engagement-hub';

const PATIENCE_MS = 10_000;
const LEASE_MS = 30_000;
const INTERVAL_MS = 2000;
const BACKOFF: Backoff = { firstMs: 2000, longestMs: 10_000 };

/** Counts the hub as an agent who is always there, so that customers are never told that nobody is. */
export const withHub = (presences: PresenceStore, clock: () => Date): PresenceStore => ({
  ...bound(presences),
  async list() {
    const hub = {
      agent: { id: HUB_AGENT_ID, name: 'Engagement hub' },
      // Busy, because it claims chats itself: round-robin assignment must not give it any.
      availability: 'busy' as const,
      seenAt: clock(),
      viewing: undefined,
      assignedAt: new Date(0),
      isExternal: true as const,
    };
    return [...(await presences.list()), hub];
  },
});

const bound = (presences: PresenceStore): PresenceStore => ({
  list: () => presences.list(),
  note: (agentId, seen) => presences.note(agentId, seen),
  noteAssigned: (agentId, at) => presences.noteAssigned(agentId, at),
  leave: (agentId) => presences.leave(agentId),
});

export interface HubNotifierParts {
  url: string;
  /** Both sides sign their requests with it. */
  secret: string;
  chats: ChatStore;
  hubChats: HubStore;
  readAfter: ReadTranscript;
  readNewest: ReadNewest;
  /** When the hub has accepted nothing for this long, the chat goes back to the queue. */
  presenceTimeoutMs: number;
  clock: () => Date;
  /** Leave out when nobody sets the clock. */
  ages?: Ages;
  log: Logger;
  /** Defaults to `fetch`; tests pass their own. */
  send?: typeof fetch;
}

/**
 * Creates a second desk beside the web desk: it sends an engagement hub the chats and everything that customers write
 * in them. Each activity is sent at least once, in order, with the same id at every try.
 */
export function createHubNotifier(parts: HubNotifierParts): PeriodicTask {
  const {
    url,
    secret,
    chats,
    hubChats,
    readAfter,
    readNewest,
    presenceTimeoutMs,
    clock,
    log,
    send = fetch,
  } = parts;
  const ages = parts.ages ?? createAges(clock, clock);
  async function post(activity: { id: string }): Promise<void> {
    const body = JSON.stringify(activity);
    const response = await send(url, {
      method: 'POST',
      redirect: 'error',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': activity.id,
        'x-support-signature': signatureOf(body, secret, clock()),
      },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`The engagement hub answered ${response.status}.`);
  }

  async function offerChat(chat: Chat): Promise<Partial<HubChat>> {
    const recent = await recentTranscript(readNewest, chat.conversationId);
    await post(initiation(chat, recent));
    return { isOffered: true, sentSeq: recent.lines.at(-1)?.seq ?? 0 };
  }

  async function forwardMessages(chat: Chat, { sentSeq, reference }: HubChat): Promise<Partial<HubChat>> {
    let told = sentSeq;
    for (const { seq, hidden, body } of await readAfter(chat.conversationId, sentSeq, PAGE)) {
      const activity = JSON.parse(body) as TranscriptActivity;
      if (!hidden && isForAgent(activity)) await post(customerMessage(chat, seq, activity));
      told = seq;
      // Stored one by one, so that a crash does not send any of it again.
      await hubChats.update(reference, { sentSeq: told }, new Date(clock().getTime() + LEASE_MS));
    }
    return { sentSeq: told };
  }

  /** Sends the hub the next news of a chat. */
  async function step(chat: Chat, hubChat: HubChat): Promise<Partial<HubChat>> {
    const isHubs = chat.state === 'connected' && chat.agent?.id === HUB_AGENT_ID;
    if (chat.state === 'waiting') return hubChat.isOffered ? {} : await offerChat(chat);
    if (isHubs) return await forwardMessages(chat, hubChat);
    if (hubChat.isOffered) await post(ending(chat));
    return { isOver: true };
  }

  async function work(reference: string): Promise<void> {
    const now = clock();
    const hubChat = await hubChats.lease(reference, now, LEASE_MS);
    const chat = hubChat && (await chats.find(reference));
    if (hubChat === undefined || chat === undefined) return;
    try {
      await hubChats.update(reference, { ...(await step(chat, hubChat)), failingSince: undefined }, clock());
    } catch (error) {
      log.warn({ err: error, reference }, 'could not reach the engagement hub; trying again');
      const failingSince = hubChat.failingSince ?? now;
      const failing = ages.ageOf(failingSince) ?? 0;
      const isGone = failing >= presenceTimeoutMs;
      const waitMs = waitAfter(BACKOFF, triesWithin(BACKOFF, failing));
      const freeAt = new Date(clock().getTime() + waitMs);
      await hubChats.update(reference, { failingSince, ...(isGone && { isOver: true }) }, freeAt);
      // The customer is not dropped: agents at the other desk can claim the chat.
      if (isGone)
        await returnToQueue(chats, { reference, agentId: HUB_AGENT_ID }, (lost) => backInQueue(lost, ''));
    }
  }

  async function workAll(): Promise<void> {
    try {
      for (const { reference } of await chats.waiting()) await hubChats.begin(reference);
      await Promise.all((await hubChats.open()).map(({ reference }) => work(reference)));
    } catch (error) {
      log.warn({ err: error }, 'could not read the chats for the engagement hub; trying again');
    }
  }

  return createPeriodicTask(workAll, INTERVAL_MS);
}
