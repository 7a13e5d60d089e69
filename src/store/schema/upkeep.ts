/* What the store notes for itself. */

/** One row, written to see whether the database takes anything. */
export interface WriteProbeRow {
  id: number;
  writes: number;
}

/** What the clock showed when old conversations were last looked for: one row. */
export interface RetentionClockRow {
  id: number;
  seen_at: number;
  /** When it was found to have jumped; null when it is believed. */
  jumped_at: number | null;
}
