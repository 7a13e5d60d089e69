/* Customers who are answered from Teams. */

/** A code that links an account to a Teams user, once. */
export interface TeamsLinkCodeRow {
  code_hash: string;
  agent_id: string;
  expires_at: number;
}

/** An account that is linked to a Teams user. */
export interface TeamsLinkRow {
  agent_id: string;
  teams_user_id: string;
  /** The user's personal conversation with the bot. */
  conversation_id: string;
}

/** The channel that requests are posted to: at most one row. */
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
  /** The sequence number of the newest message that its agent has. */
  sent_seq: number;
  /** How many chunks of the next message its agent has. */
  sent_chunks: number;
  /** The agent who claimed it in Teams. */
  agent_id: string | null;
  /** 1: Teams has received everything. */
  is_finished: number;
  /** Until then, a process is working on it, or nobody tries again. */
  leased_until: number;
  /** When it was last postponed: if that is in the future, `leased_until` is not believed. */
  scheduled_at: number;
  /** Since when Teams has accepted nothing; null if it does accept messages. */
  failing_since: number | null;
}
