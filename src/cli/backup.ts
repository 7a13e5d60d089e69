/** `npm run backup -- --out FILE`: copies the SQLite database, complete, while the server may be running. */
import { resolve } from 'node:path';
import { backUp } from '#store/backup.ts';
import { readOption, runStoreCommand } from './with-store.ts';

const out = readOption('backup', 'out', 'FILE');

if (out !== undefined) {
  await runStoreCommand(async ({ databaseUrl, dataDir }) => {
    if (databaseUrl !== undefined) {
      console.error('The data is in PostgreSQL (DATABASE_URL): copy it with pg_dump.');
      process.exitCode = 1;
      return;
    }
    await backUp(dataDir, resolve(out));
    console.log(
      `The database of ${dataDir} was copied to ${out}. To restore it, stop the server and put it there as support.db.`,
    );
  });
}
