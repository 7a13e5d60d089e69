/** A human agent as customers see them. */
export interface AgentProfile {
  name: string;
  /** An https address of a square picture. */
  avatarUrl?: string;
}

/** Where a customer stands on the way to a person. */
export type HandoffStatus =
  | { state: 'bot' }
  | {
      state: 'waiting';
      reference: string;
      /** 1 is next. */
      position: number;
      /** Expected wait in seconds, from measured times; absent when nothing was measured yet, or nobody is free. */
      waitSeconds?: number;
    }
  | { state: 'connected'; reference: string; agent: AgentProfile }
  | { state: 'closed'; reference: string; agent?: AgentProfile; askRating: boolean };
