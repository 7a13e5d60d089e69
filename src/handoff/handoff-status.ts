/** A human agent as customers see them. */
export interface AgentProfile {
  name: string;
  /** An https address of a square picture. */
  avatarUrl?: string;
}

/** The state of a customer's hand-off. */
export type HandoffStatus =
  | { state: 'bot' }
  | {
      state: 'waiting';
      reference: string;
      /** 1 is next. */
      position: number;
      /** Expected wait in seconds, from measured waits; absent if there are none yet, or if nobody is free. */
      waitSeconds?: number;
    }
  | { state: 'connected'; reference: string; agent: AgentProfile }
  | { state: 'closed'; reference: string; agent?: AgentProfile; askRating: boolean };

/** What happened to a chat, for desks that word it themselves. */
export interface ChatNotice {
  kind:
    | 'joined'
    | 'reopened'
    | 'handed-over'
    | 'to-queue'
    | 'to-bot'
    | 'ended'
    | 'ended-idle'
    | 'connection-lost'
    | 'nobody-came';
  /** Who did it, or to whom it happened. */
  agent?: string;
  /** Who has the chat now. */
  to?: string;
  /** What the agent told the customer. */
  message?: string;
}
