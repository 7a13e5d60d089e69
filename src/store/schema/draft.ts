/* The draft of the next release. */

/** An entry of the knowledge as it should become. */
export interface DraftEntryRow {
  /** The path of its document. */
  document: string;
  kind: string;
  id: string;
  /** JSON; null: the entry is to be removed. */
  content: string | null;
  /** JSON: the content that was published when the entry was first changed; null: there was no such entry. */
  base: string | null;
  /** A new one after each save. */
  version: string;
  /** The name of the editor who saved it last. */
  updated_by: string;
  updated_at: number;
  /** JSON list: the names of everyone who has saved it. */
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
