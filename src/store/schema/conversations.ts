/* Conversations, their activities, and who is in them. */

export interface ConversationRow {
  id: string;
  user_id: string;
  user_name: string | null;
  locale: string | null;
  created_at: number;
  /** Rounded down to the hour, so that most turns leave the index over it alone. */
  last_active_at: number;
  /** When the client started it and the bot learned of the user; null if only a token has been issued so far. */
  started_at: number | null;
  /** The sequence number of the newest activity; sequence numbers order the conversation. */
  last_seq: number;
  /** Accepted activities that are still unanswered. */
  unanswered_count: number;
  /** The process that is answering this conversation's activities; null if none needs to. */
  lease_owner: number | null;
}

/** `accepted`: the bot still owes an answer. Null for activities sent to the user. */
type ActivityStatus = 'accepted' | 'answered' | 'failed';

export interface ActivityRow {
  conversation_id: string;
  seq: number;
  /** The id that the client gave its own activity: posting it again stores nothing. */
  client_id: string | null;
  status: ActivityStatus | null;
  /** Turns that ended without an answer. */
  attempts: number;
  /** 1 for activities that clients never see (conversationUpdate). */
  is_hidden: number;
  /** The activity as JSON, exactly as clients receive it. */
  body: string;
  created_at: number;
}

export interface BotStateRow {
  key: string;
  /** JSON without the eTag. */
  value: string;
  etag: string;
  /** The eTag that the writer had read: it lets one statement write many rows, each on its own condition. */
  expected_etag: string;
  updated_at: number;
}

export interface UploadRow {
  id: string;
  conversation_id: string;
  name: string;
  content_type: string;
  size: number;
  created_at: number;
}

export interface UploadChunkRow {
  upload_id: string;
  /** From 0 on. */
  number: number;
  content: Uint8Array;
}

/** What a customer's browser reported about its newest visit to a conversation. */
export interface VisitRow {
  conversation_id: string;
  page: string | null;
  referrer: string | null;
  language: string | null;
  browser: string | null;
}

/** When a customer in an open chat was last seen. */
export interface CustomerPresenceRow {
  conversation_id: string;
  last_seen_at: number;
}
