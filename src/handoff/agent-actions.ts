import type {
  Chat,
  ChatAgent,
  ChatChange,
  ChatFile,
  ChatOutcome,
  ChatStore,
  Changed,
  PresenceStore,
  TextFormat,
} from './chat.ts';
import { backInQueue, backToBot, endedByAgent, handedOver, joined, reopened } from './chat-notices.ts';
import { isPresent } from './queue.ts';
import { toQueue } from './return-to-queue.ts';

/** The agent who acts, and whether they may act on other agents' chats. */
export interface ActingAgent extends ChatAgent {
  isSupervisor: boolean;
}

/** The outcome of acting on a chat. Refusals are values: the agent sees who was quicker, or why it was refused. */
export type ActionOutcome =
  | { kind: 'done'; chat: Chat }
  /** Another agent has the chat. */
  | { kind: 'taken'; by: string }
  /** The agent already has as many chats as they may. */
  | { kind: 'limit'; limit: number }
  /** The chat is no longer waiting, or no longer connected. */
  | { kind: 'over' }
  /** The agent to transfer it to is not at the desk. */
  | { kind: 'absent' }
  /** The chat to reopen is not closed, or the customer has another open one. */
  | { kind: 'open'; by: string | undefined }
  | { kind: 'unknown' };

/** Where an agent transfers a chat to. */
type TransferTarget = { to: 'bot' } | { to: 'queue' } | { to: 'agent'; agentId: string };

/**
 * Everything that agents can do with chats. Every desk (the web desk, Teams, an engagement hub) goes through this and
 * nothing else, so the same rules hold for all of them: the first claim wins, only a chat's agent or a supervisor may
 * write in it, and each message is stored with its sender's id before anybody sees it.
 */
export interface AgentActions {
  /**
   * Takes a waiting chat. Claiming your own chat again changes nothing. A supervisor may take over a connected chat.
   */
  claim(agent: ActingAgent, reference: string, options?: { takeOver?: boolean }): Promise<ActionOutcome>;
  /** Sends a message to the customer. Sending it again with the same client id changes nothing. */
  say(
    agent: ActingAgent,
    reference: string,
    message: {
      clientId: string;
      text: string;
      /** Default: plain. */
      textFormat?: TextFormat;
      files?: readonly ChatFile[];
      attachments?: readonly object[];
    },
  ): Promise<ActionOutcome>;
  /** @param message a message for the customer; '' for none */
  transfer(
    agent: ActingAgent,
    reference: string,
    target: TransferTarget,
    message: string,
  ): Promise<ActionOutcome>;
  close(agent: ActingAgent, reference: string, outcome: ChatOutcome): Promise<ActionOutcome>;
  /** Opens a closed chat again, with this agent. Reopening a chat that the agent has already changes nothing. */
  reopen(agent: ActingAgent, reference: string): Promise<ActionOutcome>;
  tag(agent: ActingAgent, reference: string, tags: readonly string[]): Promise<ActionOutcome>;
  /** Adds a note that only agents see. @param id the same at each try, so that the note is stored once */
  note(agent: ActingAgent, reference: string, note: { id: string; text: string }): Promise<ActionOutcome>;
}

export interface AgentActionsParts {
  chats: ChatStore;
  presences: PresenceStore;
  /** How many chats an agent may have at once. */
  limit: number;
  /** See `Moment`. */
  presenceTimeoutMs: number;
  clock: () => Date;
}

const isOpenTo = ({ state, agent }: Chat, { id, isSupervisor }: ActingAgent): boolean =>
  state === 'connected' && (agent?.id === id || isSupervisor);

const acted = (changed: Changed, agent: ActingAgent): ActionOutcome => {
  if (changed.kind === 'unknown') return { kind: 'unknown' };
  const { chat } = changed;
  if (changed.kind !== 'kept') return { kind: 'done', chat };
  return chat.state === 'connected' && chat.agent !== undefined && chat.agent.id !== agent.id
    ? { kind: 'taken', by: chat.agent.name }
    : { kind: 'over' };
};

/** The change that opens a closed chat again. */
function reopening(chat: Chat, { id, name }: ActingAgent, now: Date): ReturnType<ChatChange['decide']> {
  const agent: ChatAgent = { id, name };
  const nobody = { end: undefined, endedBy: undefined, outcome: undefined, closedAt: undefined };
  return {
    patch: { ...nobody, state: 'connected', agent, claimedAt: now, reopenedAt: now, overdueAt: undefined },
    lines: [reopened(chat, agent)],
  };
}

/** Builds the agent actions on top of the stores. */
export function createAgentActions({
  chats,
  presences,
  limit,
  presenceTimeoutMs,
  clock,
}: AgentActionsParts): AgentActions {
  const act = async (
    agent: ActingAgent,
    reference: string,
    decide: ChatChange['decide'],
    more: Omit<ChatChange, 'decide'> = {},
  ): Promise<ActionOutcome> => acted(await chats.change(reference, { decide, ...more }), agent);

  const isAtLimit = async ({ id }: ActingAgent, reference: string): Promise<boolean> => {
    const mine = (await chats.connected()).filter((chat) => chat.agent?.id === id);
    return mine.length >= limit && !mine.some((chat) => chat.reference === reference);
  };

  return {
    async claim(agent, reference, { takeOver = false } = {}) {
      if (await isAtLimit(agent, reference)) return { kind: 'limit', limit };
      const self: ChatAgent = { id: agent.id, name: agent.name };
      return act(agent, reference, (chat) => {
        if (chat.state === 'connected' && chat.agent?.id === agent.id) return {};
        const isFree = chat.state === 'waiting';
        if (!isFree && !(takeOver && isOpenTo(chat, agent))) return undefined;
        const line = isFree ? joined(chat, self) : handedOver(chat, self, '');
        return { patch: { state: 'connected', agent: self, claimedAt: clock() }, lines: [line] };
      });
    },
    say: (agent, reference, { clientId, text, textFormat = 'plain', files = [], attachments = [] }) =>
      act(
        agent,
        reference,
        (chat) =>
          isOpenTo(chat, agent)
            ? { lines: [{ text, textFormat, agent: { id: agent.id, name: agent.name }, attachments }] }
            : undefined,
        { clientId, files },
      ),
    async transfer(agent, reference, target, message) {
      if (target.to === 'agent') {
        const presence = (await presences.list()).find((each) => each.agent.id === target.agentId);
        if (presence === undefined || !isPresent(presence, { now: clock(), presenceTimeoutMs }))
          return { kind: 'absent' };
        const next = presence.agent;
        return act(agent, reference, (chat) =>
          isOpenTo(chat, agent) && chat.agent?.id !== next.id
            ? { patch: { agent: next }, lines: [handedOver(chat, next, message)] }
            : undefined,
        );
      }
      return act(agent, reference, (chat) => {
        if (!isOpenTo(chat, agent)) return undefined;
        return target.to === 'bot'
          ? {
              patch: { state: 'closed', end: 'bot', closedAt: clock() },
              lines: [backToBot(chat, message)],
            }
          : toQueue(backInQueue(chat, message));
      });
    },
    close: (agent, reference, outcome) =>
      act(agent, reference, (chat) =>
        isOpenTo(chat, agent)
          ? {
              patch: { state: 'closed', end: 'agent', outcome, closedAt: clock() },
              lines: [endedByAgent(chat)],
            }
          : undefined,
      ),
    async reopen(agent, reference) {
      if (await isAtLimit(agent, reference)) return { kind: 'limit', limit };
      let openOne: Chat | undefined;
      const outcome = await act(agent, reference, (chat, { open }) => {
        if (chat.state === 'connected' && chat.agent?.id === agent.id) return {};
        openOne = chat.state === 'closed' ? open : chat;
        return openOne === undefined ? reopening(chat, agent, clock()) : undefined;
      });
      return outcome.kind === 'done' || outcome.kind === 'unknown'
        ? outcome
        : { kind: 'open', by: openOne?.agent?.name };
    },
    tag: (agent, reference, tags) => act(agent, reference, () => ({ patch: { tags } })),
    async note(agent, reference, { id, text }) {
      const chat = await chats.find(reference);
      if (chat === undefined) return { kind: 'unknown' };
      await chats.addNote(reference, { id, agentName: agent.name, text, at: clock() });
      return { kind: 'done', chat };
    },
  };
}
