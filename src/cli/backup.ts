/** `npm run backup -- --out FILE`: makes a complete copy of the SQLite database, even while the server is running. */
import { resolve } from 'node:path';
import { backUp } from '#store/backup.ts';
import { type Terminal, thisProcess } from './terminal.ts';
import { readOption, runStoreCommand } from './with-store.ts';

/** Backs up the database. */
export async function runBackup(terminal: Terminal): Promise<void> {
  const out = readOption({ command: 'backup', option: 'out', value: 'FILE' }, terminal);
  if (out === undefined) return;
  await runStoreCommand(async ({ databaseUrl, dataDir }) => {
    if (databaseUrl !== undefined) {
      terminal.printError('The data is in PostgreSQL (DATABASE_URL); back it up with pg_dump.');
      terminal.fail(1);
      return;
    }
    await backUp(dataDir, resolve(out));
    terminal.print(
      `The database of ${dataDir} was copied to ${out}. To restore it, stop the server and copy it back there as support.db.`,
    );
  }, terminal);
}

if (import.meta.main) await runBackup(thisProcess);
