/** What a statement does; during `commit`, a database waits for its disk. */
export type QueryKind = 'read' | 'write' | 'commit';

/** Called for each statement; it must cost next to nothing. */
export type QueryMeter = (kind: QueryKind, seconds: number, hasFailed: boolean) => void;

export const noMeter: QueryMeter = () => undefined;

/** Determines the kind of a statement. */
export function kindOf(sql: string): QueryKind {
  if (sql.startsWith('commit')) return 'commit';
  return isWrite(sql) ? 'write' : 'read';
}

/** Whether a statement writes; one that begins with `with` may write in its parts. */
export const isWrite = (sql: string): boolean =>
  /^\s*(?:insert|update|delete|commit)\b|^\s*with\b[^]*\b(?:insert into|update|delete from)\b/.test(sql);
