/* Publishing from the desk. */

/** What a release changed in an entry. */
export interface EntryChangeRow {
  release_number: number;
  /** The path of the entry's document. */
  document: string;
  kind: string;
  id: string;
  /** JSON; null: there was no such entry. */
  before: string | null;
  /** JSON; null: the entry was removed. */
  after: string | null;
  /** JSON list of names. */
  editors: string;
}

/** The figures of a release when it was made. */
export interface ReleaseFiguresRow {
  release_number: number;
  answers: number;
  phrases: number;
  /** Expected answers, and how many of them held. */
  expected: number;
  expected_held: number;
  /** Null if its classifier already existed. */
  trained_ms: number | null;
}

/** The newest run of publishing the draft or a release: one row. */
export interface PublishRunRow {
  /** Always 1. */
  slot: number;
  id: string;
  actor: string;
  /** The release that is being published; null: the draft. */
  release_number: number | null;
  step: 'checking' | 'training' | 'asking' | 'publishing';
  /** The progress of the step. */
  done: number;
  total: number;
  started_at: number;
  /** Its server reports every few seconds; a run that has been silent for long has died with its server. */
  seen_at: number;
  ended_at: number | null;
  /** JSON; null until it has ended. */
  outcome: string | null;
}

/** A release that is to be published at a set time. */
export interface ScheduledPublicationRow {
  id: string;
  release_number: number;
  due_at: number;
  created_at: number;
  actor: string;
  note: string;
  /** Why it is published despite failing expected answers. */
  despite: string | null;
  /** The publication that was current when this one was scheduled. */
  based_on: number;
  /** JSON: the part of the draft that it contains. */
  taken: string;
  /**
   * `held`: others have published since, so it would undo what they did. `included`: another release with all of its
   * changes was published before its time.
   */
  state: 'waiting' | 'published' | 'cancelled' | 'held' | 'failed' | 'included';
  /** Why it is held, has failed or is included. */
  problem: string | null;
  /** The number of the resulting publication. */
  publication: number | null;
}
