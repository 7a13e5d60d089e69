/* Releases of the knowledge. */

/** The whole knowledge at one time; it never changes. */
export interface ReleaseRow {
  number: number;
  created_at: number;
  author: string;
  note: string;
  /** SHA-256 (hex) of the documents. */
  fingerprint: string;
  /** JSON: the text of each YAML document, by path. */
  documents: string;
}

/** An event: a release became the one that answers customers. The last row is the current one. */
export interface PublicationRow {
  number: number;
  release_number: number;
  at: number;
  actor: string;
  note: string;
  /** `folder`: a server found a changed folder on start; `person`: somebody published it. */
  origin: 'folder' | 'person';
  /** Why it was published although expected answers failed; null if none failed. */
  despite: string | null;
}

/** A trained classifier. */
export interface ClassifierRow {
  /** A hash of what it was trained on, and of the code that trained it. */
  key: string;
  created_at: number;
  /** When it was last requested for use; null if not since this column was added. */
  used_at: number | null;
  /** Empty if it is stored in pieces. */
  content: Buffer;
}

/** A piece of a trained classifier. */
export interface ClassifierPieceRow {
  /** The key of the classifier, which has its own row once all pieces are stored. */
  key: string;
  /** From 0, without gaps. All pieces but the last have the same size. */
  number: number;
  created_at: number;
  content: Buffer;
}
