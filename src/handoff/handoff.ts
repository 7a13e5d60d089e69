import type { ChatEnd } from './chat.ts';

/** What a human should know before they take over. */
export interface HandoffRequest {
  conversationId: string;
  channelId: string;
  /** The channel's id of the customer: what is erased with them. */
  userId: string;
  /** What the channel calls them. */
  name?: string | undefined;
  locale?: string | undefined;
  /** IANA name, as their client tells it. */
  timeZone?: string | undefined;
  /** Why: the customer asked, or the bot could not help. */
  reason: 'asked' | 'offered';
  /** The intent last answered, where there is one. */
  subject?: string | undefined;
  /** Listed models spoken of. */
  models: readonly string[];
  /** Set where the customer is plainly upset. */
  mood?: 'upset' | undefined;
  /** When the wish was made. */
  at: Date;
}

/** A place in the queue. */
export interface QueuePlace {
  /** What the customer can quote later. */
  reference: string;
  /** 1 is next. */
  place: number;
  /** Expected wait in seconds, from measured times; absent where nothing was measured yet, or nobody is free. */
  waitSeconds?: number;
  /** Every agent who is there is busy or has as many chats as they take. */
  isEverybodyBusy?: true;
}

/** What becomes of the wish. */
export type HandoffOutcome =
  /** A person will take over here. */
  | ({
      kind: 'waiting';
      /** The person whom the customer talked to shortly before is asked to come back. */
      agentName?: string;
    } & QueuePlace)
  /** A person is there already. */
  | { kind: 'connected'; reference: string; agentName: string }
  /** Nobody can take over in this chat now. */
  | {
      kind: 'nobody';
      /** Where a person is reached instead. */
      contact?: string;
      /** When somebody is there again; absent where that is not known, or where it is now. */
      opensAt?: Date;
      /** A message can be left. */
      takesMessages: boolean;
    };

/** Who owns a conversation, and how the last chat with a person in it ended. */
export type Standing =
  | { state: 'none' }
  | ({ state: 'waiting' } & QueuePlace)
  | { state: 'connected'; reference: string; agentName: string }
  | { state: 'closed'; reference: string; end: ChatEnd; agentName?: string; isRated: boolean };

/** A message that a customer leaves for whoever reads it later. */
export interface LeftMessage {
  /** The same for every try to leave it: it is kept once. */
  key: string;
  conversationId: string;
  channelId: string;
  /** The channel's id of the customer: what is erased with them. */
  userId: string;
  name: string;
  /** Absent where the customer would rather be answered in the chat. */
  email?: string;
  words: string;
  subject?: string | undefined;
  models: readonly string[];
}

/** How a customer found a chat with a person. */
export interface Rating {
  /** 1 (bad) to 5 (very good). */
  stars: number;
  comment?: string | undefined;
}

/** What leaving came to. */
export type Left =
  /** The customer waits no longer. */
  | { kind: 'queue' }
  /** The chat with the agent is closed. */
  | { kind: 'chat'; reference: string; agentName: string }
  /** It was over already, and whoever ended it has said so. */
  | { kind: 'nothing' };

/** Takes a customer's wish for a person. Whoever implements it owns queues, desks and opening hours. */
export interface Handoff {
  /** How an answer to a left message can come; `none` where no messages are taken. */
  readonly messageAnswers: 'none' | 'chat' | 'mail';
  request(request: HandoffRequest): Promise<HandoffOutcome>;
  /** Keeps the message before it returns. @returns what the customer can quote */
  leaveMessage(message: LeftMessage): Promise<{ reference: string }>;
  /** Who owns the conversation. */
  standing(conversationId: string): Promise<Standing>;
  /**
   * The customer leaves the queue, or ends the chat.
   * @param activityId what they did it with: a turn that runs again gets the same answer
   */
  leave(conversationId: string, activityId: string): Promise<Left>;
  /** @returns false when there is no such chat in the conversation, or it goes on */
  rate(conversationId: string, reference: string, rating: Rating): Promise<boolean>;
}
