/* The draft of the next release. */

/** An entry of the knowledge as it is to be. */
export interface DraftEntryRow {
  /** The path of its document. */
  document: string;
  kind: string;
  id: string;
  /** JSON; null: the entry is to be removed. */
  content: string | null;
  /** JSON: what customers were answered from when it was changed first; null: there was no such entry. */
  base: string | null;
  /** Another one after each save. */
  version: string;
  /** The name of whoever saved it last. */
  updated_by: string;
  updated_at: number;
  /** JSON list: the names of all who have saved it. */
  editors: string;
}

/** The entry that an agent has open. */
export interface DraftPresenceRow {
  agent_id: string;
  document: string;
  kind: string;
  id: string;
  seen_at: number;
}
