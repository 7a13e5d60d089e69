/** A human agent as customers see them. */
export interface AgentProfile {
  name: string;
  /** An https address of a square picture. */
  avatarUrl?: string;
}

/** How far a customer's hand-off has got. */
export type HandoffStatus =
  | { state: 'bot' }
  | {
      state: 'waiting';
      reference: string;
      /** 1 is next. */
      position: number;
      /** Expected wait in seconds, from measured waits; absent when there are none yet, or when nobody is free. */
      waitSeconds?: number;
    }
  | { state: 'connected'; reference: string; agent: AgentProfile }
  | { state: 'closed'; reference: string; agent?: AgentProfile; askRating: boolean };
