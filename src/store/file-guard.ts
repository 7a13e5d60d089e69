import { statSync } from 'node:fs';

/** Which file a path leads to; undefined where there is none. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}/${ino}`;
  } catch {
    return undefined;
  }
}

/**
 * Watches that a path still leads to the file that was opened there: an open file that somebody has deleted takes all
 * that is written, and loses it at the end of the process.
 * @param path of a SQLite database in WAL mode that is open and was written to, so that its log lies beside it
 * @returns whether the files are the same as now
 */
export function watchDatabaseFile(path: string): () => boolean {
  const files = [path, `${path}-wal`].map((file) => ({ file, identity: identityOf(file) }));
  return () => files.every(({ file, identity }) => identity === undefined || identityOf(file) === identity);
}
