import type { ChatNotice, HandoffStatus } from './handoff-status.ts';

/** What ended a chat. */
export type ChatEnd =
  /** One side ended it. */
  | 'customer'
  | 'agent'
  /** The agent handed the customer back to the bot. */
  | 'bot'
  /** Nobody wrote anything for too long. */
  | 'idle'
  /** No agent claimed it. */
  | 'nobody';

/** The outcome that an agent gives a chat. */
export const chatOutcomes = ['solved', 'follow-up', 'unsolved'] as const;
export type ChatOutcome = (typeof chatOutcomes)[number];

/** An agent, as far as a chat needs to know. */
export interface ChatAgent {
  id: string;
  name: string;
}

/**
 * A live chat between a customer and an agent, within a conversation: waiting, then connected, then closed. While it is
 * connected, the bot stays silent.
 */
export interface Chat {
  /** What the customer can quote; unique. */
  reference: string;
  conversationId: string;
  channelId: string;
  /** The channel's id for the customer; a customer's data is erased by this id. */
  userId: string;
  name: string | undefined;
  locale: string | undefined;
  /** IANA name, as reported by the customer's client. */
  timeZone: string | undefined;
  state: 'waiting' | 'connected' | 'closed';
  reason: 'asked' | 'offered';
  /** The last intent answered before the request, if any. */
  intent: string | undefined;
  models: readonly string[];
  mood: 'upset' | undefined;
  requestedAt: Date;
  /** Goes ahead of chats that have never had an agent. */
  hasPriority: boolean;
  /** Its position when it joined the queue; 1 is next. Together with how long it waited, this predicts later waits. */
  firstPosition: number;
  /** The position that the customer was last shown. */
  announcedPosition: number;
  claimedAt: Date | undefined;
  /** The agent who has it while it is connected; the last one once it is closed. */
  agent: ChatAgent | undefined;
  /** The agent of the customer's previous chat, if that ended a short while ago. */
  preferredAgent: ChatAgent | undefined;
  /** The id of the agent who last gave it back to the queue; undefined if it was lost. */
  returnedBy: ChatAgent['id'] | undefined;
  overdueAt: Date | undefined;
  closedAt: Date | undefined;
  end: ChatEnd | undefined;
  /** The id of the activity with which the customer ended it. */
  endedBy: string | undefined;
  outcome: ChatOutcome | undefined;
  tags: readonly string[];
  /** 1 (bad) to 5 (very good). */
  stars: number | undefined;
  comment: string | undefined;
  /** When an agent last reopened it. */
  reopenedAt: Date | undefined;
}

/** What is known when a chat is requested; the store adds the rest. */
export type NewChat = Pick<
  Chat,
  | 'reference'
  | 'conversationId'
  | 'channelId'
  | 'userId'
  | 'name'
  | 'locale'
  | 'timeZone'
  | 'reason'
  | 'intent'
  | 'models'
  | 'mood'
  | 'requestedAt'
  | 'hasPriority'
  | 'preferredAgent'
>;

/** The fields that a change may set. */
export type ChatPatch = Partial<
  Pick<
    Chat,
    | 'state'
    | 'hasPriority'
    | 'announcedPosition'
    | 'claimedAt'
    | 'agent'
    | 'preferredAgent'
    | 'returnedBy'
    | 'overdueAt'
    | 'closedAt'
    | 'end'
    | 'endedBy'
    | 'outcome'
    | 'tags'
    | 'stars'
    | 'comment'
    | 'reopenedAt'
  >
>;

/** `plain` shows every character as typed. */
export const textFormats = ['plain', 'markdown'] as const;
export type TextFormat = (typeof textFormats)[number];

/** A message that goes with a change of a chat. Both are stored in one transaction. */
export interface ChatActivity {
  /** Undefined for no bubble, only the status. */
  text?: string;
  /** Defaults to plain for an agent's message and to Markdown for the bot's. */
  textFormat?: TextFormat;
  handoff?: HandoffStatus;
  /** What happened, if the message is a notice of it. */
  notice?: ChatNotice;
  /** The sender, unless it is the bot. */
  agent?: ChatAgent;
  attachments?: readonly object[];
  /** Choices offered to the customer as buttons. */
  choices?: readonly string[];
}

/** A change of one chat, decided on the chat's state at that moment. */
export interface ChatChange {
  /**
   * @param others the conversation's open chat, if the chat itself is closed and another one is open
   * @returns what to change and what to send; undefined to change nothing
   */
  decide: (
    chat: Chat,
    others: { open: Chat | undefined },
  ) => { patch?: ChatPatch; lines?: readonly ChatActivity[] } | undefined;
  /** The id that the sender gave the message; a change with the same id is made once. */
  clientId?: string;
  /** The files attached to the message. */
  files?: readonly ChatFile[];
  /**
   * The newest activity that the person making the change has seen: if the customer has written since, nothing is
   * changed.
   */
  readUpTo?: number | undefined;
  /** Changes nothing if a message has been written since. */
  silentSince?: Date;
}

/** A file that an agent sends. */
export interface ChatFile {
  /** Unguessable, because anyone who knows it may read the file. */
  id: string;
  name: string;
  contentType: string;
  content: Uint8Array;
}

/** The outcome of a change. */
export type Changed =
  | { kind: 'changed'; chat: Chat }
  /** It was made before, with the same client id. */
  | { kind: 'repeated'; chat: Chat }
  /** `decide` changed nothing. */
  | { kind: 'kept'; chat: Chat }
  /** The customer has written something that the person making the change has not seen. */
  | { kind: 'unread'; chat: Chat }
  | { kind: 'unknown' };

/** An agent's note on a chat; customers never see it. */
export interface ChatNote {
  id: string;
  agentName: string;
  text: string;
  at: Date;
}

/** Stores chats. Changes of one chat are made one after the other, across replicas too. */
export interface ChatStore {
  /**
   * Opens a chat, unless the conversation already has an open one.
   * @returns the conversation's open chat, whether new or there before
   */
  open(chat: NewChat): Promise<Chat>;
  find(reference: string): Promise<Chat | undefined>;
  /** Finds the newest chat of a conversation, closed or not. */
  newestIn(conversationId: string): Promise<Chat | undefined>;
  /** Reads the queue, in order: the first chat is next. */
  waiting(): Promise<Chat[]>;
  connected(): Promise<Chat[]>;
  /** Reads the chats that were claimed most recently, newest first. */
  lastClaimed(most: number): Promise<Chat[]>;
  /** Stores a change and its messages, then publishes them to the listeners. */
  change(reference: string, change: ChatChange): Promise<Changed>;
  /** Finds connected chats without a message since `limit`. */
  silentSince(limit: Date): Promise<Chat[]>;
  addNote(reference: string, note: ChatNote): Promise<void>;
  notes(reference: string): Promise<ChatNote[]>;
}

/** Whether an agent takes chats. */
export type Availability = 'available' | 'busy' | 'away';

/** An agent who is, or recently was, at the desk. */
export interface Presence {
  agent: ChatAgent;
  availability: Availability;
  /** When one of their desks was last connected. */
  seenAt: Date;
  /** The chat that they have open. */
  viewing: string | undefined;
  /** When round-robin assignment last gave them a chat. */
  assignedAt: Date;
  /** They work in Teams or an engagement hub, where we cannot tell whether they are free. */
  isExternal?: true;
}

/** Stores who is at the desk. */
export interface PresenceStore {
  list(): Promise<Presence[]>;
  /** Records that the agent is there, and whatever else is given. */
  note(
    agentId: string,
    seen: { at: Date; availability?: Availability; viewing?: string | null },
  ): Promise<void>;
  /** Records that the agent was assigned a chat. */
  noteAssigned(agentId: string, at: Date): Promise<void>;
  /** Records that the agent has left the desk. */
  leave(agentId: string): Promise<void>;
}
