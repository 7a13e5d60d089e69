import type { HandoffStatus } from './handoff-status.ts';

/** How a chat came to its end. */
export type ChatEnd =
  /** One side has ended it. */
  | 'customer'
  | 'agent'
  /** The agent gave the customer back to the bot. */
  | 'bot'
  /** Nothing was said for long. */
  | 'idle'
  /** Nobody came. */
  | 'nobody';

/** What an agent says a chat came to. */
export const chatOutcomes = ['solved', 'follow-up', 'unsolved'] as const;
export type ChatOutcome = (typeof chatOutcomes)[number];

/** An agent, as far as chats know them. */
export interface ChatAgent {
  id: string;
  name: string;
}

/**
 * A customer's way to a person in a running conversation: it waits, is connected to an agent, and is closed. While it
 * is connected it owns the conversation, and the bot is silent.
 */
export interface Chat {
  /** What the customer can quote; unique. */
  reference: string;
  conversationId: string;
  channelId: string;
  /** The channel's id of the customer: what is erased with them. */
  userId: string;
  name: string | undefined;
  locale: string | undefined;
  /** IANA name, as the customer's client tells it. */
  timeZone: string | undefined;
  state: 'waiting' | 'connected' | 'closed';
  reason: 'asked' | 'offered';
  /** The intent last answered before, where there is one. */
  subject: string | undefined;
  models: readonly string[];
  mood: 'upset' | undefined;
  requestedAt: Date;
  /** Stands before all that only wait: it was with an agent already. */
  goesFirst: boolean;
  /** Its place when it came, 1 is next. With the wait it had, this tells what later ones must expect. */
  firstPlace: number;
  /** The place that the customer was told last. */
  toldPlace: number;
  claimedAt: Date | undefined;
  /** Whose it is while connected; whose it was last when closed. */
  agent: ChatAgent | undefined;
  /** The customer was with this agent shortly before. */
  wantedAgent: ChatAgent | undefined;
  alarmedAt: Date | undefined;
  closedAt: Date | undefined;
  end: ChatEnd | undefined;
  /** The activity with which the customer ended it. */
  endedBy: string | undefined;
  outcome: ChatOutcome | undefined;
  tags: readonly string[];
  /** 1 (bad) to 5 (very good). */
  stars: number | undefined;
  comment: string | undefined;
}

/** What is known of a chat when it is asked for; the store adds the rest. */
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
  | 'subject'
  | 'models'
  | 'mood'
  | 'requestedAt'
  | 'goesFirst'
  | 'wantedAgent'
>;

/** What a change of a chat may change. */
export type ChatPatch = Partial<
  Pick<
    Chat,
    | 'state'
    | 'goesFirst'
    | 'toldPlace'
    | 'claimedAt'
    | 'agent'
    | 'alarmedAt'
    | 'closedAt'
    | 'end'
    | 'endedBy'
    | 'outcome'
    | 'tags'
    | 'stars'
    | 'comment'
  >
>;

/** `plain`: every character as it was typed. */
export const textFormats = ['plain', 'markdown'] as const;
export type TextFormat = (typeof textFormats)[number];

/** What is said in the conversation together with a change: stored in the same step, or neither is. */
export interface ChatLine {
  /** Undefined: no bubble, only the status. */
  text?: string;
  /** How it is written. What an agent says is plain unless told otherwise, what the bot says Markdown. */
  textFormat?: TextFormat;
  handoff?: HandoffStatus;
  /** Who says it, where that is not the bot. */
  agent?: ChatAgent;
  attachments?: readonly object[];
  /** Words offered to the customer, to press. */
  choices?: readonly string[];
}

/** A change of one chat, decided on what the chat is at that moment. */
export interface ChatChange {
  /** @returns what to change and to say; undefined to leave all as it is */
  decide: (chat: Chat) => { patch?: ChatPatch; lines?: readonly ChatLine[] } | undefined;
  /** The sender's own id of the one line: a change of the same id is made once. */
  clientId?: string;
  /** Files that the line shows. */
  files?: readonly ChatFile[];
}

/** A file of an agent's. */
export interface ChatFile {
  /** Unguessable: whoever knows it may read the file. */
  id: string;
  name: string;
  contentType: string;
  content: Uint8Array;
}

/** What became of a change. */
export type Changed =
  | { kind: 'changed'; chat: Chat }
  /** Made before, under the same client id. */
  | { kind: 'repeated'; chat: Chat }
  /** `decide` left it as it is. */
  | { kind: 'kept'; chat: Chat }
  | { kind: 'unknown' };

/** A note of an agent's on a chat, that no customer ever sees. */
export interface ChatNote {
  id: string;
  agentName: string;
  text: string;
  at: Date;
}

/** Where chats are kept. All changes of one chat are made one after the other, also across replicas. */
export interface ChatStore {
  /**
   * Opens a chat, unless one is open in the conversation.
   * @returns the open chat of the conversation: this one, or the one that was there
   */
  open(chat: NewChat): Promise<Chat>;
  find(reference: string): Promise<Chat | undefined>;
  /** The newest chat of a conversation, closed or not. */
  newestIn(conversationId: string): Promise<Chat | undefined>;
  /** Those that wait, the next one first. */
  waiting(): Promise<Chat[]>;
  connected(): Promise<Chat[]>;
  /** Those that an agent took last, newest first. */
  lastClaimed(most: number): Promise<Chat[]>;
  /** Stores the change with what is said, then tells whoever listens. */
  change(reference: string, change: ChatChange): Promise<Changed>;
  /** Connected chats in which nothing was said after this. */
  silentSince(limit: Date): Promise<Chat[]>;
  addNote(reference: string, note: ChatNote): Promise<void>;
  notes(reference: string): Promise<ChatNote[]>;
}

/** Whether agents take chats. */
export type Availability = 'available' | 'busy' | 'away';

/** An agent at the desk, or lately. */
export interface Presence {
  agent: ChatAgent;
  availability: Availability;
  /** When a desk of theirs was last connected. */
  seenAt: Date;
  /** The chat that they look at. */
  lookingAt: string | undefined;
  /** When a chat was last given to them by turns. */
  assignedAt: Date;
  /** They work in Teams or an engagement hub: whether they are free is not known here, they just come. */
  isElsewhere?: true;
}

/** Who is at the desk. */
export interface PresenceStore {
  list(): Promise<Presence[]>;
  /** Takes down that the agent is there, and what else is given. */
  note(
    agentId: string,
    seen: { at: Date; availability?: Availability; lookingAt?: string | null },
  ): Promise<void>;
  /** Takes down that a chat was given to the agent. */
  noteAssigned(agentId: string, at: Date): Promise<void>;
  /** The agent is gone, and says so. */
  leave(agentId: string): Promise<void>;
}
