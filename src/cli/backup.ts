/** `npm run backup -- --out FILE`: makes a complete copy of the SQLite database, even while the server is running. */
import { resolve } from 'node:path';
import { backUp } from '#store/backup.ts';
import { readOption, runStoreCommand } from './with-store.ts';

const out = readOption('backup', 'out', 'FILE');

if (out !== undefined) {
  await runStoreCommand(async ({ databaseUrl, dataDir }) => {
    if (databaseUrl !== undefined) {
      console.error('The data is in PostgreSQL (DATABASE_URL); back it up with pg_dump.');
      process.exitCode = 1;
      return;
    }
    await backUp(dataDir, resolve(out));
    console.log(
      `The database of ${dataDir} was copied to ${out}. To restore it, stop the server and copy it back there as support.db.`,
    );
  });
}
