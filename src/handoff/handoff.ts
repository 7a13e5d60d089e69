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

/** What becomes of the wish. `reference` is what the customer can quote later. */
export type HandoffOutcome =
  | { kind: 'waiting'; reference: string; place: number }
  /** Nobody can take over in this chat. `contact` says where a person is reached instead. */
  | { kind: 'nobody'; reference: string; contact?: string };

/** Takes a customer's wish for a person. Whoever implements it owns queues, desks and opening hours. */
export interface Handoff {
  request(request: HandoffRequest): Promise<HandoffOutcome>;
}
