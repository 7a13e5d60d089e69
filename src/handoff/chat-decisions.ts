import type { ActingAgent } from './agent-actions.ts';
import type { Chat, ChatAgent, ChatChange, ChatOutcome } from './chat.ts';
import { backInQueue, backToBot, endedByAgent, handedOver, joined, reopened } from './chat-notices.ts';
import { toQueue } from './return-to-queue.ts';

/** How an action changes a chat; undefined if the agent may not do it. */
type Decision = ReturnType<ChatChange['decide']>;

const nameOf = ({ id, name }: ActingAgent): ChatAgent => ({ id, name });

const hasChat = ({ state, agent }: Chat, { id }: ActingAgent): boolean =>
  state === 'connected' && agent?.id === id;

/** Whether an agent may write in a chat, close it and pass it on: it is theirs, or they are a supervisor. */
export const isOpenTo = (chat: Chat, agent: ActingAgent): boolean =>
  hasChat(chat, agent) || (chat.state === 'connected' && agent.isSupervisor);

/** Claims a waiting chat, or takes over a connected one. */
export function decideClaim(
  chat: Chat,
  agent: ActingAgent,
  { takeOver, now }: { takeOver: boolean; now: Date },
): Decision {
  if (hasChat(chat, agent)) return {};
  const self = nameOf(agent);
  const isFree = chat.state === 'waiting';
  if (!isFree && !(takeOver && isOpenTo(chat, agent))) return undefined;
  const line = isFree ? joined(chat, self) : handedOver(chat, self, '');
  // Taking over ends no wait: the customer has had an agent since the chat was claimed.
  return { patch: { state: 'connected', agent: self, ...(isFree ? { claimedAt: now } : {}) }, lines: [line] };
}

/** Passes a chat on to another agent, with a message for the customer ('' for none). */
export function decideTransfer(chat: Chat, agent: ActingAgent, next: ChatAgent, message: string): Decision {
  if (!isOpenTo(chat, agent) || chat.agent?.id === next.id) return undefined;
  return { patch: { agent: next }, lines: [handedOver(chat, next, message)] };
}

/** Gives a chat back to the bot or to the queue, with a message for the customer ('' for none). */
export function decideReturn(
  chat: Chat,
  agent: ActingAgent,
  { to, message, now }: { to: 'bot' | 'queue'; message: string; now: Date },
): Decision {
  if (!isOpenTo(chat, agent)) return undefined;
  if (to === 'queue') return toQueue(backInQueue(chat, message), chat.agent);
  return { patch: { state: 'closed', end: 'bot', closedAt: now }, lines: [backToBot(chat, message)] };
}

/** Closes a chat. */
export function decideClose(
  chat: Chat,
  agent: ActingAgent,
  { outcome, now }: { outcome: ChatOutcome; now: Date },
): Decision {
  if (!isOpenTo(chat, agent)) return undefined;
  return { patch: { state: 'closed', end: 'agent', outcome, closedAt: now }, lines: [endedByAgent(chat)] };
}

/** Reopens a closed chat, with this agent. */
export function decideReopen(chat: Chat, agent: ActingAgent, now: Date): Decision {
  const self = nameOf(agent);
  const nobody = { end: undefined, endedBy: undefined, outcome: undefined, closedAt: undefined };
  return {
    patch: {
      ...nobody,
      state: 'connected',
      agent: self,
      claimedAt: now,
      reopenedAt: now,
      overdueAt: undefined,
    },
    lines: [reopened(chat, self)],
  };
}
