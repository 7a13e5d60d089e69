import { statSync } from 'node:fs';

/** Identifies the file at a path; undefined if there is none. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}/${ino}`;
  } catch {
    return undefined;
  }
}

/**
 * Guards against a database file that is deleted while it is open: such a file accepts every write and loses them all
 * when the process ends.
 * @param path of an open SQLite database in WAL mode that has been written to, so that its log exists next to it
 * @returns a function that tells whether the path still leads to the same files
 */
export function watchDatabaseFile(path: string): () => boolean {
  const files = [path, `${path}-wal`].map((file) => ({ file, identity: identityOf(file) }));
  return () => files.every(({ file, identity }) => identity === undefined || identityOf(file) === identity);
}
