import type { Chat, ChatAgent, ChatFile, ChatOutcome, TextFormat } from './chat.ts';

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
  /** The customer has written something that the agent had not seen when closing the chat. */
  | { kind: 'unread' }
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
  /**
   * @param options.readUpTo the newest activity that the agent has seen; if omitted, unread messages are not checked
   */
  close(
    agent: ActingAgent,
    reference: string,
    outcome: ChatOutcome,
    options?: { readUpTo?: number | undefined },
  ): Promise<ActionOutcome>;
  /** Reopens a closed chat, with this agent. Reopening a chat that the agent already has changes nothing. */
  reopen(agent: ActingAgent, reference: string): Promise<ActionOutcome>;
  tag(agent: ActingAgent, reference: string, tags: readonly string[]): Promise<ActionOutcome>;
  /** Adds a note that only agents see. @param id the same for every retry, so that the note is stored only once */
  note(agent: ActingAgent, reference: string, note: { id: string; text: string }): Promise<ActionOutcome>;
}
