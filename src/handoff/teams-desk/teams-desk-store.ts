import type { ActingAgent } from '../agent-actions.ts';

/** A desk account that is linked to a Teams user. */
export interface TeamsAgent extends ActingAgent {
  /** Their private conversation with the bot, see `conversationKey`. */
  conversationId: string;
}

/** The channel in Teams that requests are posted to. */
export interface SupportChannel {
  /** Teams' id of the channel, without a thread id. */
  channelId: string;
  /** The conversation reference, as JSON; the newest one applies. */
  reference: string;
}

/** A chat as the support channel shows it. */
export interface TeamsChat {
  /** The chat's reference. */
  reference: string;
  /** Teams' id of the request's card; undefined until it is posted. */
  cardId: string | undefined;
  /** Teams' id of the thread under the card. */
  threadId: string | undefined;
  /** What the card shows; it is updated when the chat has changed. */
  shown: string;
  /** The sequence number of the newest activity that its agent has. */
  sentSeq: number;
  /** How many chunks of the next activity its agent has: a long message takes several. */
  sentChunks: number;
  /** The agent who claimed it in Teams and has it there. */
  agentId: string | undefined;
  /** Nothing is left to send about it. */
  isOver: boolean;
  /** Since when Teams has accepted nothing. */
  failingSince: Date | undefined;
}

/** Stores who answers customers from Teams, where requests are posted, and how much of each chat has been sent. */
export interface TeamsDeskStore {
  /** Stores the hash of a one-time code; an agent has one code at a time. */
  addCode(agentId: string, codeHash: string, expiresAt: Date): Promise<void>;
  /** Uses up a code. @returns its account; undefined if the code is unknown, used or expired */
  redeemCode(codeHash: string, now: Date): Promise<string | undefined>;
  /** Links an account to a Teams user, one to one: the newest link counts. */
  link(agentId: string, teamsUserId: string, conversationId: string): Promise<void>;
  unlink(agentId: string): Promise<void>;
  isLinked(agentId: string): Promise<boolean>;
  /** @returns undefined if the user is not linked to an account, or the account is disabled */
  agentOf(teamsUserId: string): Promise<TeamsAgent | undefined>;
  /** Finds the account of an agent who has a chat in Teams. */
  linkedAgent(agentId: string): Promise<TeamsAgent | undefined>;

  /** Sets the support channel. There is only one: a new one replaces it. */
  register(channel: SupportChannel): Promise<void>;
  unregister(): Promise<void>;
  channel(): Promise<SupportChannel | undefined>;

  /** Starts tracking a chat, unless it is tracked already. */
  begin(reference: string): Promise<void>;
  /** Reads the chats that may still have something to send. */
  open(): Promise<TeamsChat[]>;
  find(reference: string): Promise<TeamsChat | undefined>;
  inThread(threadId: string): Promise<TeamsChat | undefined>;
  /** Finds the newest open chat that an agent has in Teams. */
  ofAgent(agentId: string): Promise<TeamsChat | undefined>;
  /** Lists the agents who have a chat in Teams. */
  busyAgents(): Promise<{ id: string; name: string }[]>;
  /** Leases a chat. @returns undefined if another process has the lease, or if the next try is not due yet */
  lease(reference: string, now: Date, leaseMs: number): Promise<TeamsChat | undefined>;
  /** Notes that an agent no longer has the chat in Teams, unless somebody else has it there by now. */
  dropAgent(reference: string, agentId: string): Promise<void>;
  /** Stores a change. @param freeAt when the lease ends; undefined leaves it as it is */
  update(reference: string, change: Partial<Omit<TeamsChat, 'reference'>>, freeAt?: Date): Promise<void>;
}
