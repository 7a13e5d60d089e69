/** What a statement does; during `commit` a database waits for its disk. */
export type QueryKind = 'read' | 'write' | 'commit';

/** Called for each statement; it must cost next to nothing. */
export type QueryMeter = (kind: QueryKind, seconds: number, hasFailed: boolean) => void;

export const noMeter: QueryMeter = () => undefined;

/** Tells what kind of statement this is. */
export function kindOf(sql: string): QueryKind {
  if (sql.startsWith('commit')) return 'commit';
  return /^(?:insert|update|delete)\b/.test(sql) ? 'write' : 'read';
}
