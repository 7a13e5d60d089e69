import type { ChatEnd } from './chat.ts';

/** What an agent should know before they take over. */
export interface HandoffRequest {
  conversationId: string;
  channelId: string;
  /** The channel's id for the customer; a customer's data is erased by this id. */
  userId: string;
  /** What the channel calls them. */
  name?: string | undefined;
  locale?: string | undefined;
  /** IANA name, as reported by their client. */
  timeZone?: string | undefined;
  /** Whether the customer asked, or the bot offered because it could not help. */
  reason: 'asked' | 'offered';
  /** The last intent answered, if any. */
  intent?: string | undefined;
  /** The listed models that were mentioned. */
  models: readonly string[];
  /** Set when the customer is clearly upset. */
  mood?: 'upset' | undefined;
  /** When the request was made. */
  at: Date;
}

/** A position in the queue. */
export interface QueuePosition {
  /** The reference that the customer can quote later. */
  reference: string;
  /** 1 is next. */
  position: number;
  /** Expected wait in seconds, from measured waits; absent if there are none yet, or if nobody is free. */
  waitSeconds?: number;
  /** Every agent at the desk is busy, or has as many chats as they may. */
  isEverybodyBusy?: true;
}

/** The outcome of a request for a person. */
export type HandoffOutcome =
  /** An agent will take over in this conversation. */
  | ({
      kind: 'waiting';
      /** The agent whom the customer talked to a short while ago, who is asked to come back. */
      agentName?: string;
    } & QueuePosition)
  /** An agent is already there. */
  | { kind: 'connected'; reference: string; agentName: string }
  /** Nobody can take over now. */
  | {
      kind: 'nobody';
      /** Where else to reach a person. */
      contact?: string;
      /** When somebody will be back; absent if that is unknown, or if it is now. */
      opensAt?: Date;
      /** Whether the customer can leave a message. */
      takesTickets: boolean;
    };

/** Who has a conversation, and how its last chat ended. */
export type HandoffState =
  | { state: 'none' }
  | ({ state: 'waiting' } & QueuePosition)
  | { state: 'connected'; reference: string; agentName: string }
  | { state: 'closed'; reference: string; end: ChatEnd; agentName?: string; isRated: boolean };

/** A message that a customer leaves for later. */
export interface NewTicket {
  /** The same for every retry, so that the message is stored only once. */
  key: string;
  conversationId: string;
  channelId: string;
  /** The channel's id for the customer; a customer's data is erased by this id. */
  userId: string;
  name: string;
  /** Absent if the customer prefers a reply in the chat. */
  email?: string;
  text: string;
  intent?: string | undefined;
  models: readonly string[];
}

/** How a customer rates a chat. */
export interface Rating {
  /** 1 (bad) to 5 (very good). */
  stars: number;
  comment?: string | undefined;
}

/** The outcome of leaving the queue or the chat. */
export type LeaveOutcome =
  /** The customer has left the queue. */
  | { kind: 'queue'; reference: string }
  /** The customer has ended the chat. */
  | { kind: 'chat'; reference: string; agentName: string }
  /** It was over already, and the customer knows. */
  | { kind: 'nothing' };

/** Handles a customer's request for a person. Implementations own the queue, the desks and the opening hours. */
export interface Handoff {
  /** How support can reply to a ticket; `none` if no messages are taken. */
  readonly ticketReplies: 'none' | 'chat' | 'mail';
  request(request: HandoffRequest): Promise<HandoffOutcome>;
  /** Stores the message before it returns. @returns the reference that the customer can quote */
  openTicket(message: NewTicket): Promise<{ reference: string }>;
  /** Finds who has the conversation. */
  state(conversationId: string): Promise<HandoffState>;
  /**
   * Takes the customer out of the queue, or ends their chat.
   * @param activityId the activity that asked for it, so that a repeated turn gets the same result
   * @param reference the only chat to end; undefined for whichever is open
   */
  leave(conversationId: string, activityId: string, reference?: string): Promise<LeaveOutcome>;
  /** @returns false if the conversation has no such chat, or the chat is still open */
  rate(conversationId: string, reference: string, rating: Rating): Promise<boolean>;
}
