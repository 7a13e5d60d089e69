/** What a check found. */
export type Finding =
  | { kind: 'ok'; note?: string }
  /** There is nothing to check. */
  | { kind: 'skipped'; why: string }
  /** Something is wrong: one plain sentence each that says what to do. */
  | { kind: 'mend'; problems: readonly string[] };

/** Looks at one thing. What it says holds no secrets: its output may end up in a ticket. */
export interface Check {
  name: string;
  /** What to look at when the check does not end in time. */
  where: string;
  run: () => Promise<Finding>;
}

export const ok = (note?: string): Finding => (note === undefined ? { kind: 'ok' } : { kind: 'ok', note });
export const mend = (...problems: string[]): Finding => ({ kind: 'mend', problems });
export const notConfigured: Finding = { kind: 'skipped', why: 'not configured' };
