import type { Chat, ChatAgent, ChatStore, PresenceStore } from './chat.ts';
import type {
  Handoff,
  HandoffOutcome,
  HandoffRequest,
  LeaveOutcome,
  QueuePosition,
  HandoffState,
} from './handoff.ts';
import type { TicketIntake } from './ticket-intake.ts';
import { canClaimNow, mayBecomeFree, positionOf } from './queue.ts';

export interface QueueHandoffParts {
  chats: ChatStore;
  presences: PresenceStore;
  /** What happens when nobody is there. */
  messages: TicketIntake;
  /** Whether an agent can write to the conversation outside a turn. */
  canChat: (request: Pick<HandoffRequest, 'channelId' | 'conversationId'>) => Promise<boolean>;
  /** For how many milliseconds after a chat the same agent is asked first. */
  returnMs: number;
  /** How many chats an agent may have at once. */
  limit: number;
  /** See `Moment`. */
  presenceTimeoutMs: number;
  /** Generates the reference that customer and support share. */
  reference: () => string;
  clock: () => Date;
}

/**
 * Creates the customer's side of the hand-off: a position in the queue while somebody is there, a message when nobody
 * is.
 */
export function createQueueHandoff(parts: QueueHandoffParts): Handoff {
  const { chats, presences, messages, canChat, returnMs, limit, presenceTimeoutMs, reference, clock } = parts;

  /** Finds the agent of the customer's last chat, if it was recent and they are there. */
  async function sameAgent(before: Chat | undefined, at: Date): Promise<ChatAgent | undefined> {
    const isShortly = before?.closedAt !== undefined && at.getTime() - before.closedAt.getTime() <= returnMs;
    if (!isShortly || before.agent === undefined) return undefined;
    const presence = (await presences.list()).find(({ agent }) => agent.id === before.agent?.id);
    return presence !== undefined && mayBecomeFree(presence, { now: at, presenceTimeoutMs })
      ? presence.agent
      : undefined;
  }

  /** Finds the position of a waiting chat. The expected wait is given only while somebody could take it. */
  async function positionIn({ reference: own, firstPosition }: Chat): Promise<QueuePosition> {
    const placed = (await positionOf(chats, own)) ?? { position: firstPosition };
    const moment = { now: clock(), limit, presenceTimeoutMs };
    if (canClaimNow(await presences.list(), await chats.connected(), moment))
      return { reference: own, ...placed };
    return { reference: own, position: placed.position, isEverybodyBusy: true };
  }

  async function open(request: HandoffRequest): Promise<HandoffOutcome> {
    const { conversationId, at, ...rest } = request;
    const preferredAgent = await sameAgent(await chats.newestIn(conversationId), at);
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
      ...(await positionIn(chat)),
      ...(asked === undefined ? {} : { agentName: asked.name }),
    };
  }

  return {
    ticketReplies: messages.ticketReplies,
    async request(request) {
      const { conversationId, at } = request;
      const isOpen = (await chats.newestIn(conversationId))?.state;
      const somebody = (await presences.list()).some((presence) =>
        mayBecomeFree(presence, { now: at, presenceTimeoutMs }),
      );
      const joins = isOpen === 'waiting' || isOpen === 'connected' || (somebody && (await canChat(request)));
      return joins ? await open(request) : await messages.request(request);
    },
    openTicket: (message) => messages.openTicket(message),
    async state(conversationId): Promise<HandoffState> {
      const chat = await chats.newestIn(conversationId);
      if (chat === undefined) return { state: 'none' };
      const { reference: own, agent } = chat;
      switch (chat.state) {
        case 'waiting':
          return { state: 'waiting', reference: own, ...((await positionOf(chats, own)) ?? { position: 1 }) };
        case 'connected':
          return { state: 'connected', reference: own, agentName: agent?.name ?? '' };
        case 'closed':
          return {
            state: 'closed',
            reference: own,
            end: chat.end ?? 'agent',
            isRated: chat.stars !== undefined,
            ...(agent === undefined ? {} : { agentName: agent.name }),
          };
      }
    },
    async leave(conversationId, activityId): Promise<LeaveOutcome> {
      const newest = await chats.newestIn(conversationId);
      if (newest === undefined) return { kind: 'nothing' };
      const changed = await chats.change(newest.reference, {
        decide: ({ state }) =>
          state === 'closed'
            ? undefined
            : {
                patch: { state: 'closed', end: 'customer', endedBy: activityId, closedAt: clock() },
              },
      });
      if (changed.kind === 'unknown' || changed.chat.endedBy !== activityId) return { kind: 'nothing' };
      const { agent, reference: own } = changed.chat;
      return agent === undefined
        ? { kind: 'queue' }
        : { kind: 'chat', reference: own, agentName: agent.name };
    },
    async rate(conversationId, own, { stars, comment }) {
      const chat = await chats.find(own);
      if (chat?.conversationId !== conversationId) return false;
      const changed = await chats.change(own, {
        decide: ({ state }) =>
          state === 'closed'
            ? { patch: { stars, ...(comment === undefined ? {} : { comment }) } }
            : undefined,
      });
      return changed.kind === 'changed';
    },
  };
}
