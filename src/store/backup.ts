import { existsSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { StoreError } from './errors.ts';
import { databaseFile } from './sqlite.ts';

/**
 * Copies the SQLite database of a data directory into a file, complete as of one moment, while the server
 * may go on writing.
 * @returns the number of pages copied
 * @throws StoreError `NotOnThisEngine` when the file exists or there is no database
 */
export async function backUp(dataDir: string, file: string): Promise<number> {
  const source = databaseFile(dataDir);
  if (!existsSync(source))
    throw new StoreError('NotOnThisEngine', `There is no SQLite database in ${dataDir}.`);
  if (existsSync(file))
    throw new StoreError('NotOnThisEngine', `${file} exists already. Choose a name that is free.`);
  const database = new DatabaseSync(source, { readOnly: true, timeout: 5000 });
  try {
    return await backup(database, file);
  } finally {
    database.close();
  }
}
