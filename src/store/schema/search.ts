import type { Generated } from 'kysely';

/* The words of all conversations. */

/** A stretch of a conversation that is searched as one. Its words are in `search_words` or, on PostgreSQL, in `words`. */
export interface SearchPassageRow {
  id: Generated<number>;
  conversation_id: string;
  from_seq: number;
  to_seq: number;
}

/** How far a conversation is indexed. */
export interface SearchProgressRow {
  conversation_id: string;
  indexed_seq: number;
}

/** How far the index has come, and who works on it: one row. */
export interface SearchCursorRow {
  id: number;
  /** Conversations that were last active before this are indexed. */
  active_from: number;
  lease_owner: number;
  leased_until: number;
}
