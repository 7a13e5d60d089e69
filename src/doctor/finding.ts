/** The result of a check. */
export type Finding =
  | { kind: 'ok'; note?: string }
  /** Nothing to check. */
  | { kind: 'skipped'; why: string }
  /** Something is wrong; each sentence says what to do about it. */
  | { kind: 'mend'; problems: readonly string[] };

/** Checks one thing. Its texts must not contain secrets: people paste them into bug reports. */
export interface Check {
  name: string;
  /** Where to look when the check fails or times out. */
  where: string;
  run: () => Promise<Finding>;
}

export const ok = (note?: string): Finding => (note === undefined ? { kind: 'ok' } : { kind: 'ok', note });
export const mend = (...problems: string[]): Finding => ({ kind: 'mend', problems });
export const notConfigured: Finding = { kind: 'skipped', why: 'not configured' };
