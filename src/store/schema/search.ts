import type { Generated } from 'kysely';

/* The words of all conversations. */

/**
 * A stretch of a conversation that is searched as one. Its words are in `search_words` or, on PostgreSQL, in `words`.
 */
export interface SearchPassageRow {
  id: Generated<number>;
  conversation_id: string;
  from_seq: number;
  to_seq: number;
}

/** How much of a conversation is indexed. */
export interface SearchProgressRow {
  conversation_id: string;
  indexed_seq: number;
}

/** How far the index has progressed, and which process works on it: one row. */
export interface SearchCursorRow {
  id: number;
  /** Conversations last active before this time are indexed. */
  active_from: number;
  lease_owner: number;
  leased_until: number;
}
