import type { ActingAgent } from '../agent-desk.ts';

/** A desk account that is tied to a Teams user. */
export interface TeamsAgent extends ActingAgent {
  /** Where the bot talks to them alone, see `conversationKey`. */
  conversationId: string;
}

/** The channel in Teams that requests are posted to. */
export interface SupportChannel {
  /** Teams' id of the channel, without a thread's. */
  channelId: string;
  /** How to speak there: a conversation reference, as JSON; newer ones replace older. */
  reference: string;
}

/** A chat as the support channel shows it. */
export interface TeamsChat {
  /** The chat's reference. */
  reference: string;
  /** Teams' id of the request's card; undefined until it is posted. */
  cardId: string | undefined;
  /** Teams' id of the conversation under the card. */
  threadId: string | undefined;
  /** What the card shows: it is updated when the chat is another one now. */
  shown: string;
  /** The place of the newest line that its agent has. */
  sentSeq: number;
  /** Messages that its agent has of the line after that one: a long line takes several. */
  sentParts: number;
  /** Who took it in Teams, and has it there. */
  agentId: string | undefined;
  /** Nothing is left to be told of it. */
  isOver: boolean;
  /** Since when Teams takes nothing. */
  failingSince: Date | undefined;
}

/** Where it is kept who answers customers from Teams, where requests go, and how far each chat has been told. */
export interface TeamsDeskStore {
  /** Keeps a one-time code's hash; an agent has one code at a time. */
  addCode(agentId: string, codeHash: string, expiresAt: Date): Promise<void>;
  /** Uses up a code. @returns the account that it ties; undefined for a code that is not known, used or too old */
  takeCode(codeHash: string, now: Date): Promise<string | undefined>;
  /** Ties an account to a Teams user: one to one, the newest counts. */
  link(agentId: string, teamsUserId: string, conversationId: string): Promise<void>;
  unlink(agentId: string): Promise<void>;
  isLinked(agentId: string): Promise<boolean>;
  /** @returns undefined where the user is tied to no account, or to one that is closed */
  agentOf(teamsUserId: string): Promise<TeamsAgent | undefined>;
  /** The account of an agent who has a chat in Teams. */
  linkedAgent(agentId: string): Promise<TeamsAgent | undefined>;

  /** There is one support channel: another one takes its place. */
  register(channel: SupportChannel): Promise<void>;
  unregister(): Promise<void>;
  channel(): Promise<SupportChannel | undefined>;

  /** Begins to keep a chat, unless it is kept. */
  begin(reference: string): Promise<void>;
  /** Chats of which something may be left to be told. */
  open(): Promise<TeamsChat[]>;
  find(reference: string): Promise<TeamsChat | undefined>;
  inThread(threadId: string): Promise<TeamsChat | undefined>;
  /** The chat that an agent has in Teams and that is not over: the newest. */
  ofAgent(agentId: string): Promise<TeamsChat | undefined>;
  /** Those who have a chat in Teams. */
  busyAgents(): Promise<{ id: string; name: string }[]>;
  /** Takes a chat on for so long. @returns undefined when another process has it, or it is not to be tried yet */
  take(reference: string, now: Date, leaseMs: number): Promise<TeamsChat | undefined>;
  /** Keeps a change. @param freeAt when others may take it on; undefined leaves that as it is */
  keep(reference: string, change: Partial<Omit<TeamsChat, 'reference'>>, freeAt?: Date): Promise<void>;
}
