/* Customers answered from Teams. */

/** Ties an account to a Teams user, once. */
export interface TeamsLinkCodeRow {
  code_hash: string;
  agent_id: string;
  expires_at: number;
}

/** An account that is linked to a Teams user. */
export interface TeamsLinkRow {
  agent_id: string;
  teams_user_id: string;
  /** Where the bot talks to them alone. */
  conversation_id: string;
}

/** The channel that requests are posted to: one row at most. */
export interface TeamsSupportChannelRow {
  id: string;
  channel_id: string;
  /** Bot Framework's conversation reference, as JSON. */
  conversation_reference: string;
}

/** A chat as the support channel shows it. */
export interface TeamsChatRow {
  chat_reference: string;
  card_id: string | null;
  thread_id: string | null;
  /** What the card shows. */
  card_state: string;
  /** The place of the newest line that its agent has. */
  sent_seq: number;
  /** Messages that its agent has of the line after that one. */
  sent_chunks: number;
  /** Who took it in Teams. */
  agent_id: string | null;
  /** 1: Teams has everything. */
  is_finished: number;
  /** Until then a process works on it, or nobody tries again. */
  leased_until: number;
  /** When it was last put off: `leased_until` is not believed where that is still to come. */
  scheduled_at: number;
  /** Since when Teams takes nothing; null when it does. */
  failing_since: number | null;
}
