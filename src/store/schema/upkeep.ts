/* The store's own bookkeeping. */

/** One row, written to see whether the database accepts writes. */
export interface WriteProbeRow {
  id: number;
  writes: number;
}

/** What the clock showed at the last check for old conversations: one row. */
export interface RetentionClockRow {
  id: number;
  seen_at: number;
  /** When the clock was found to have jumped; null if it is believed. */
  jumped_at: number | null;
}
