/** What a human should know before they take over. */
export interface HandoffRequest {
  conversationId: string;
  channelId: string;
  /** Why: the customer asked, or the bot could not help. */
  reason: 'asked' | 'offered';
  /** The intent last answered, where there is one. */
  subject?: string | undefined;
  /** Listed models spoken of. */
  models: readonly string[];
  /** When the wish was made. */
  at: Date;
}

/** What becomes of the wish. */
export type HandoffOutcome =
  /** A person will take over here. `reference` is what the customer can quote later. */
  | { kind: 'waiting'; reference: string; place: number }
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

/** Takes a customer's wish for a person. Whoever implements it owns queues, desks and opening hours. */
export interface Handoff {
  request(request: HandoffRequest): Promise<HandoffOutcome>;
  /** Keeps the message before it returns. @returns what the customer can quote */
  leaveMessage(message: LeftMessage): Promise<{ reference: string }>;
}
