import { existsSync, openSync, closeSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { StoreError } from './errors.ts';
import { databaseFile } from './sqlite.ts';

/**
 * Copies the SQLite database of a data directory into a new file that only its owner can read. The copy is consistent
 * as of one moment, even while the server keeps writing.
 * @throws StoreError `NoDatabase`, `FileExists`, `CannotWrite`
 */
export async function backUp(dataDir: string, file: string): Promise<void> {
  const source = databaseFile(dataDir);
  if (!existsSync(source)) throw new StoreError('NoDatabase', `There is no SQLite database in ${dataDir}.`);
  reserve(file);
  const database = new DatabaseSync(source, { readOnly: true, timeout: 5000 });
  try {
    await backup(database, file);
  } finally {
    database.close();
  }
}

/** Creates the empty file first, so that the copy overwrites nothing and nobody else can read it. */
function reserve(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EEXIST')
      throw new StoreError(
        'CannotWrite',
        `${file} cannot be written. Choose a folder that is there and yours.`,
        {
          cause: error,
        },
      );
    throw new StoreError('FileExists', `${file} already exists. Choose another name.`, {
      cause: error,
    });
  }
}
