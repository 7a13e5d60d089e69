import type { Chat, ChatAgent, ChatStore, PresenceStore } from './chat.ts';
import type { HandoffOutcome, HandoffRequest, QueuePosition } from './handoff.ts';
import { canClaimNow, mayBecomeFree, positionOf } from './queue.ts';

export interface JoinQueueParts {
  chats: ChatStore;
  presences: PresenceStore;
  /** For how many milliseconds after a chat a returning customer is offered to the same agent first. */
  returnMs: number;
  /** How many chats an agent may have at once. */
  limit: number;
  /** See `Moment`. */
  presenceTimeoutMs: number;
  /** Generates the reference that customer and support share. */
  reference: () => string;
  clock: () => Date;
}

/** Opens a chat for a request, unless its conversation has one. @returns the customer's position in the queue */
export async function joinQueue(parts: JoinQueueParts, request: HandoffRequest): Promise<HandoffOutcome> {
  const { chats, reference } = parts;
  const { conversationId, at, ...rest } = request;
  const preferredAgent = await sameAgent(parts, await chats.newestIn(conversationId), at);
  const chat = await chats.open({
    conversationId,
    requestedAt: at,
    reference: reference(),
    channelId: rest.channelId,
    userId: rest.userId,
    name: rest.name,
    locale: rest.locale,
    timeZone: rest.timeZone,
    reason: rest.reason,
    intent: rest.intent,
    models: rest.models,
    mood: rest.mood,
    hasPriority: preferredAgent !== undefined,
    preferredAgent,
  });
  if (chat.state === 'connected')
    return { kind: 'connected', reference: chat.reference, agentName: chat.agent?.name ?? '' };
  const { preferredAgent: asked } = chat;
  return {
    kind: 'waiting',
    ...(await positionIn(parts, chat)),
    ...(asked === undefined ? {} : { agentName: asked.name }),
  };
}

/**
 * Finds the agent of the customer's last chat, if it was recent and the agent is at the desk. The name is the one that
 * the customer knows: everybody at a hub is present as one agent.
 */
async function sameAgent(
  { presences, returnMs, presenceTimeoutMs }: JoinQueueParts,
  before: Chat | undefined,
  at: Date,
): Promise<ChatAgent | undefined> {
  const isRecent = before?.closedAt !== undefined && at.getTime() - before.closedAt.getTime() <= returnMs;
  if (!isRecent || before.agent === undefined) return undefined;
  const presence = (await presences.list()).find(({ agent }) => agent.id === before.agent?.id);
  return presence !== undefined && mayBecomeFree(presence, { now: at, presenceTimeoutMs })
    ? before.agent
    : undefined;
}

/** Finds the position of a waiting chat. The expected wait is given only while somebody could take it. */
async function positionIn(
  { chats, presences, limit, presenceTimeoutMs, clock }: JoinQueueParts,
  { reference, firstPosition }: Chat,
): Promise<QueuePosition> {
  const placed = (await positionOf(chats, reference)) ?? { position: firstPosition };
  const moment = { now: clock(), limit, presenceTimeoutMs };
  if (canClaimNow(await presences.list(), await chats.connected(), moment)) return { reference, ...placed };
  return { reference, position: placed.position, isEverybodyBusy: true };
}
