/* Releases of the knowledge. */

/** The whole knowledge at one time; never changed. */
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

/** A release became the one that answers customers. The last row counts. */
export interface PublicationRow {
  number: number;
  release_number: number;
  at: number;
  actor: string;
  note: string;
  /** `folder`: a server found a changed folder as it started; `person`: somebody published it. */
  origin: 'folder' | 'person';
  /** Why it was published although expected answers failed; null: none failed. */
  despite: string | null;
}

/** A trained classifier. */
export interface ClassifierRow {
  /** A hash of what it was trained on, and of the code that trained it. */
  key: string;
  created_at: number;
  /** When it was last asked for, to be used; null: not since that was noted first. */
  used_at: number | null;
  content: Buffer;
}
