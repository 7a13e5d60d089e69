/** What a statement does; `commit` is where a database waits for its disk. */
export type QueryKind = 'read' | 'write' | 'commit';

/** Told of each statement. It must cost next to nothing. */
export type QueryMeter = (kind: QueryKind, seconds: number, hasFailed: boolean) => void;

export const noMeter: QueryMeter = () => undefined;

/** What kind of statement this is. */
export function kindOf(sql: string): QueryKind {
  if (sql.startsWith('commit')) return 'commit';
  return /^(?:insert|update|delete)\b/.test(sql) ? 'write' : 'read';
}
