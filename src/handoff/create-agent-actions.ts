import type { ActingAgent, ActionOutcome, AgentActions } from './agent-actions.ts';
import type { Chat, ChatAgent, ChatChange, ChatStore, Changed, PresenceStore } from './chat.ts';
import {
  decideClaim,
  decideClose,
  decideReopen,
  decideReturn,
  decideTransfer,
  isOpenTo,
} from './chat-decisions.ts';
import { isPresent } from './queue.ts';

export interface AgentActionsParts {
  chats: ChatStore;
  presences: PresenceStore;
  /** How many chats an agent may have at once. */
  limit: number;
  /** See `Moment`. */
  presenceTimeoutMs: number;
  clock: () => Date;
}

/** What each action needs: the settings and stores, and the way to change a chat. */
interface ActionContext extends AgentActionsParts {
  change: (
    agent: ActingAgent,
    reference: string,
    decide: ChatChange['decide'],
    more?: Omit<ChatChange, 'decide'>,
  ) => Promise<ActionOutcome>;
}

const acted = (changed: Changed, agent: ActingAgent): ActionOutcome => {
  if (changed.kind === 'unknown' || changed.kind === 'unread') return { kind: changed.kind };
  const { chat } = changed;
  if (changed.kind !== 'kept') return { kind: 'done', chat };
  return chat.state === 'connected' && chat.agent !== undefined && chat.agent.id !== agent.id
    ? { kind: 'taken', by: chat.agent.name }
    : { kind: 'over' };
};

async function isAtLimit(
  { chats, limit }: AgentActionsParts,
  { id }: ActingAgent,
  reference: string,
): Promise<boolean> {
  const mine = (await chats.connected()).filter((chat) => chat.agent?.id === id);
  return mine.length >= limit && !mine.some((chat) => chat.reference === reference);
}

/** The agent to transfer a chat to; undefined if they are not at the desk. */
async function findPresentAgent(
  { presences, presenceTimeoutMs, clock }: AgentActionsParts,
  agentId: string,
): Promise<ChatAgent | undefined> {
  const presence = (await presences.list()).find(({ agent }) => agent.id === agentId);
  if (presence === undefined || !isPresent(presence, { now: clock(), presenceTimeoutMs })) return undefined;
  return presence.agent;
}

const claimWith =
  (context: ActionContext): AgentActions['claim'] =>
  async (agent, reference, { takeOver = false } = {}) => {
    if (await isAtLimit(context, agent, reference)) return { kind: 'limit', limit: context.limit };
    return context.change(agent, reference, (chat) =>
      decideClaim(chat, agent, { takeOver, now: context.clock() }),
    );
  };

const sayWith =
  ({ change }: ActionContext): AgentActions['say'] =>
  (agent, reference, { clientId, text, textFormat = 'plain', files = [], attachments = [] }) => {
    const line = { text, textFormat, agent: { id: agent.id, name: agent.name }, attachments };
    return change(agent, reference, (chat) => (isOpenTo(chat, agent) ? { lines: [line] } : undefined), {
      clientId,
      files,
    });
  };

const transferWith =
  (context: ActionContext): AgentActions['transfer'] =>
  async (agent, reference, target, message) => {
    if (target.to !== 'agent')
      return context.change(agent, reference, (chat) =>
        decideReturn(chat, agent, { to: target.to, message, now: context.clock() }),
      );
    const next = await findPresentAgent(context, target.agentId);
    if (next === undefined) return { kind: 'absent' };
    return context.change(agent, reference, (chat) => decideTransfer(chat, agent, next, message));
  };

const reopenWith =
  (context: ActionContext): AgentActions['reopen'] =>
  async (agent, reference) => {
    if (await isAtLimit(context, agent, reference)) return { kind: 'limit', limit: context.limit };
    let openOne: Chat | undefined;
    const outcome = await context.change(agent, reference, (chat, { open }) => {
      if (chat.state === 'connected' && chat.agent?.id === agent.id) return {};
      openOne = chat.state === 'closed' ? open : chat;
      return openOne === undefined ? decideReopen(chat, agent, context.clock()) : undefined;
    });
    return outcome.kind === 'done' || outcome.kind === 'unknown'
      ? outcome
      : { kind: 'open', by: openOne?.agent?.name };
  };

const noteWith =
  ({ chats, clock }: AgentActionsParts): AgentActions['note'] =>
  async (agent, reference, { id, text }) => {
    const chat = await chats.find(reference);
    if (chat === undefined) return { kind: 'unknown' };
    await chats.addNote(reference, { id, agentName: agent.name, text, at: clock() });
    return { kind: 'done', chat };
  };

/** Builds the agent actions on top of the stores. */
export function createAgentActions(parts: AgentActionsParts): AgentActions {
  const { chats, clock } = parts;
  const change: ActionContext['change'] = async (agent, reference, decide, more = {}) =>
    acted(await chats.change(reference, { decide, ...more }), agent);
  const context: ActionContext = { ...parts, change };

  return {
    claim: claimWith(context),
    say: sayWith(context),
    transfer: transferWith(context),
    close: (agent, reference, outcome, { readUpTo } = {}) =>
      change(agent, reference, (chat) => decideClose(chat, agent, { outcome, now: clock() }), { readUpTo }),
    reopen: reopenWith(context),
    tag: (agent, reference, tags) => change(agent, reference, () => ({ patch: { tags } })),
    note: noteWith(parts),
  };
}
