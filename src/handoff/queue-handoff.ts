import type { Handoff, HandoffRequest, HandoffState, LeaveOutcome } from './handoff.ts';
import { mayBecomeFree, positionOf } from './queue.ts';
import { joinQueue, type JoinQueueParts } from './join-queue.ts';
import type { TicketIntake } from './ticket-intake.ts';

export interface QueueHandoffParts extends JoinQueueParts {
  /** What happens if nobody is available. */
  ticketIntake: TicketIntake;
  /** Whether an agent can write to the conversation outside a turn. */
  canChat: (request: Pick<HandoffRequest, 'channelId' | 'conversationId'>) => Promise<boolean>;
}

/**
 * Creates the customer's side of the hand-off: a position in the queue if somebody is available, a message if nobody
 * is.
 */
export function createQueueHandoff(parts: QueueHandoffParts): Handoff {
  const { ticketIntake } = parts;
  return {
    ticketReplies: ticketIntake.ticketReplies,
    openTicket: (message) => ticketIntake.openTicket(message),
    request: async (request) =>
      (await canJoin(parts, request)) ? await joinQueue(parts, request) : await ticketIntake.request(request),
    state: (conversationId) => stateOf(parts, conversationId),
    leave: (...chat) => leave(parts, ...chat),
    async rate(conversationId, reference, { stars, comment }) {
      const chat = await parts.chats.find(reference);
      if (chat?.conversationId !== conversationId) return false;
      const changed = await parts.chats.change(reference, {
        decide: ({ state }) =>
          state === 'closed'
            ? { patch: { stars, ...(comment === undefined ? {} : { comment }) } }
            : undefined,
      });
      return changed.kind === 'changed';
    },
  };
}

/** Whether the customer already has a chat, or somebody is available for a new one. */
async function canJoin(
  { chats, presences, canChat, presenceTimeoutMs }: QueueHandoffParts,
  request: HandoffRequest,
): Promise<boolean> {
  const state = (await chats.newestIn(request.conversationId))?.state;
  if (state === 'waiting' || state === 'connected') return true;
  const moment = { now: request.at, presenceTimeoutMs };
  const isSomebodyThere = (await presences.list()).some((presence) => mayBecomeFree(presence, moment));
  return isSomebodyThere && (await canChat(request));
}

async function stateOf({ chats }: QueueHandoffParts, conversationId: string): Promise<HandoffState> {
  const chat = await chats.newestIn(conversationId);
  if (chat === undefined) return { state: 'none' };
  const { reference, agent } = chat;
  switch (chat.state) {
    case 'waiting':
      return { state: 'waiting', reference, ...((await positionOf(chats, reference)) ?? { position: 1 }) };
    case 'connected':
      return { state: 'connected', reference, agentName: agent?.name ?? '' };
    case 'closed':
      return {
        state: 'closed',
        reference,
        end: chat.end ?? 'agent',
        isRated: chat.stars !== undefined,
        ...(agent === undefined ? {} : { agentName: agent.name }),
      };
  }
}

async function leave(
  { chats, clock }: QueueHandoffParts,
  conversationId: string,
  activityId: string,
  only?: string,
): Promise<LeaveOutcome> {
  const newest = await chats.newestIn(conversationId);
  if (newest === undefined || newest.reference !== (only ?? newest.reference)) return { kind: 'nothing' };
  const changed = await chats.change(newest.reference, {
    decide: ({ state }) =>
      state === 'closed'
        ? undefined
        : { patch: { state: 'closed', end: 'customer', endedBy: activityId, closedAt: clock() } },
  });
  if (changed.kind === 'unknown' || changed.chat.endedBy !== activityId) return { kind: 'nothing' };
  const { agent, reference } = changed.chat;
  return agent === undefined
    ? { kind: 'queue', reference }
    : { kind: 'chat', reference, agentName: agent.name };
}
