import type { Logger } from 'pino';
import { type Ages, createAges } from '#time/ages.ts';
import { type Backoff, triesWithin, waitAfter } from '#time/backoff.ts';
import type { Chat, ChatStore } from '../chat.ts';
import { type PeriodicTask, createPeriodicTask } from '#time/periodic-task.ts';
import {
  isForAgent,
  type TranscriptActivity,
  PAGE,
  type ReadNewest,
  type ReadTranscript,
  recentTranscript,
} from '../read-transcript.ts';
import { returnToQueue } from '../return-to-queue.ts';
import { customerMessage, ending, initiation } from './hub-activities.ts';
import { HUB_AGENT_ID } from './hub-presence.ts';
import type { HubChat, HubStore } from './hub-store.ts';
import { createPostToHub, type PostToHub } from './post-to-hub.ts';

const LEASE_MS = 30_000;
const INTERVAL_MS = 2000;
const BACKOFF: Backoff = { firstMs: 2000, longestMs: 10_000 };

export interface HubNotifierParts {
  url: string;
  /** Both sides sign their requests with it. */
  secret: string;
  chats: ChatStore;
  hubChats: HubStore;
  readAfter: ReadTranscript;
  readNewest: ReadNewest;
  /** If the hub has accepted nothing for this long, the chat goes back to the queue. */
  presenceTimeoutMs: number;
  clock: () => Date;
  /** Omit if nobody sets the clock. */
  ages?: Ages;
  log: Logger;
  /** Defaults to `fetch`; tests pass their own. */
  send?: typeof fetch;
}

/** The parts, with defaults filled in. */
interface HubContext extends HubNotifierParts {
  ages: Ages;
  post: PostToHub;
}

/**
 * Creates a second desk next to the web desk: it sends an engagement hub the chats and everything that customers write
 * in them. Each activity is sent at least once, in order, with the same id for every attempt.
 */
export function createHubNotifier(parts: HubNotifierParts): PeriodicTask {
  const { chats, hubChats, clock, log } = parts;
  const context: HubContext = {
    ...parts,
    ages: parts.ages ?? createAges(clock, clock),
    post: createPostToHub(parts),
  };
  return createPeriodicTask(async () => {
    try {
      for (const { reference } of await chats.waiting()) await hubChats.begin(reference);
      await Promise.all((await hubChats.open()).map(({ reference }) => syncChat(context, reference)));
    } catch (error) {
      log.warn({ err: error }, 'could not read the chats for the engagement hub; trying again');
    }
  }, INTERVAL_MS);
}

/** Brings the hub up to date with a chat, unless another process is doing so. */
async function syncChat(context: HubContext, reference: string): Promise<void> {
  const { chats, hubChats, clock } = context;
  const now = clock();
  const hubChat = await hubChats.lease(reference, now, LEASE_MS);
  const chat = hubChat && (await chats.find(reference));
  if (hubChat === undefined || chat === undefined) return;
  try {
    const change = await sendNews(context, chat, hubChat);
    await hubChats.update(reference, { ...change, failingSince: undefined }, clock());
  } catch (error) {
    context.log.warn({ err: error, reference }, 'could not reach the engagement hub; trying again');
    await handleFailure(context, reference, hubChat.failingSince ?? now);
  }
}

/** Sends the hub what is new about a chat. @returns the changes to store */
async function sendNews(context: HubContext, chat: Chat, hubChat: HubChat): Promise<Partial<HubChat>> {
  const isHubs = chat.state === 'connected' && chat.agent?.id === HUB_AGENT_ID;
  if (chat.state === 'waiting')
    return isOfferConfirmed(hubChat) ? {} : await offerChat(context, chat, hubChat);
  if (isHubs) return await forwardMessages(context, chat, hubChat);
  if (hubChat.isOffered) await context.post(ending(chat));
  return { isOver: true };
}

/** Whether the hub has acknowledged the offer. */
const isOfferConfirmed = ({ isOffered, failingSince }: HubChat): boolean =>
  isOffered && failingSince === undefined;

async function offerChat(
  { post, readNewest, hubChats, clock }: HubContext,
  chat: Chat,
  { reference, failingSince = clock() }: HubChat,
): Promise<Partial<HubChat>> {
  const recent = await recentTranscript(readNewest, chat.conversationId);
  // Stored first, because the hub may accept the chat before it acknowledges the offer. The offer counts as failing
  // until then, so that it is repeated even if this process dies.
  const offered = { isOffered: true, sentSeq: recent.lines.at(-1)?.seq ?? 0, failingSince };
  await hubChats.update(reference, offered, new Date(clock().getTime() + LEASE_MS));
  await post(initiation(chat, recent));
  return {};
}

async function forwardMessages(
  { post, hubChats, readAfter, clock }: HubContext,
  chat: Chat,
  { sentSeq: before, reference }: HubChat,
): Promise<Partial<HubChat>> {
  let sentSeq = before;
  for (const { seq, hidden, body } of await readAfter(chat.conversationId, before, PAGE)) {
    const activity = JSON.parse(body) as TranscriptActivity;
    if (!hidden && isForAgent(activity)) await post(customerMessage(chat, seq, activity));
    sentSeq = seq;
    // Stored one by one, so that a crash does not send any of it again.
    await hubChats.update(reference, { sentSeq }, new Date(clock().getTime() + LEASE_MS));
  }
  return { sentSeq };
}

/** Sets when a chat that could not be sent is tried again. Once the hub is gone, the chat goes back to the queue. */
async function handleFailure(context: HubContext, reference: string, failingSince: Date): Promise<void> {
  const { chats, hubChats, presenceTimeoutMs, ages, clock } = context;
  const failingMs = ages.ageOf(failingSince) ?? 0;
  const isGone = failingMs >= presenceTimeoutMs;
  const waitMs = waitAfter(BACKOFF, triesWithin(BACKOFF, failingMs));
  const freeAt = new Date(clock().getTime() + waitMs);
  await hubChats.update(reference, { failingSince, ...(isGone && { isOver: true }) }, freeAt);
  // The customer is not dropped: agents at the other desk can claim the chat.
  if (isGone) await returnToQueue(chats, { reference, agentId: HUB_AGENT_ID });
}
