import type { Logger } from 'pino';
import type { Engine } from './engine.ts';
import { isUnavailable, StoreError } from './errors.ts';
import { createLocalTime } from './insights/local-time.ts';
import type { QueryMeter } from './query-meter.ts';
import { openSqlite } from './sqlite.ts';

/** Where the database is. */
export interface StoreConfig {
  /** PostgreSQL if set; otherwise SQLite in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
  /** `server` (the default) answers customers; `tool` only maintains the data. */
  role?: 'server' | 'tool';
  /** The IANA name of the time zone in which days are counted; the default is UTC. */
  timeZone?: string;
}

/** Opens the database without migrating it. PostgreSQL's client is loaded only for PostgreSQL. */
export async function openEngine(
  { databaseUrl, dataDir, role = 'server', timeZone = 'UTC' }: StoreConfig,
  { log, meter }: { log: Logger; meter: QueryMeter },
): Promise<Engine> {
  const localTime = createLocalTime(timeZone);
  if (databaseUrl === undefined) return openSqlite({ dataDir, role, localTime, log, meter });
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres({ databaseUrl, role, localTime, log, meter });
}

/** Runs work that needs the database. @throws StoreError; `CannotOpen` names the setting that locates the database */
export async function opening<Result>(place: StoreConfig, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreError && !isUnavailable(error)) throw error;
    throw cannotOpen(place, error);
  }
}

/** Builds the error that names the setting, without the password in its value. */
function cannotOpen({ databaseUrl, dataDir }: StoreConfig, error: unknown): StoreError {
  const cause = isUnavailable(error) ? error.cause : error;
  if (databaseUrl === undefined) {
    const message = `DATA_DIR: the database in ${dataDir} cannot be opened. Check that the folder can be written.`;
    return new StoreError('CannotOpen', message, { cause });
  }
  const { host, pathname } = new URL(databaseUrl);
  const message = `DATABASE_URL: the database ${pathname.slice(1)} at ${host} cannot be opened. Check that the server runs there, and the name, the user and the password.`;
  return new StoreError('CannotOpen', message, { cause });
}
