import { existsSync } from 'node:fs';
import { type Config, readConfig } from '#config.ts';
import { createLog } from '#log.ts';
import { StoreError } from '#store/errors.ts';
import { databaseFile } from '#store/sqlite.ts';
import { openStore, type Store } from '#store/store.ts';
import { readCommandLine, refuseCommandLine } from './command-line.ts';
import { runCommand } from './run-command.ts';
import { type Terminal, thisProcess } from './terminal.ts';

/** Where the data is, according to the environment. */
export type StoreLocation = Pick<Config, 'dataDir' | 'logLevel' | 'databaseUrl'> &
  Partial<Pick<Config, 'timeZone'>>;

/**
 * Reads a maintenance command's only option.
 * @param value what the usage calls its value
 * @returns its value; undefined after printing the usage
 */
export function readOption(
  { command, option, value }: { command: string; option: string; value: string },
  terminal: Terminal,
): string | undefined {
  const usage = `Usage: npm run ${command} -- --${option} ${value}`;
  const parsed = readCommandLine(usage, { [option]: { type: 'string' } }, 'none', terminal);
  if (parsed === undefined) return undefined;
  const given = parsed.values[option];
  if (given !== undefined && given.trim() !== '') return given;
  refuseCommandLine(`--${option}: missing`, usage, terminal);
  return undefined;
}

/** Runs a maintenance command. A failure is explained in plain words and sets exit code 1. */
export async function runStoreCommand(
  command: (place: StoreLocation) => Promise<void>,
  terminal = thisProcess,
): Promise<void> {
  await runCommand(() => command(readConfig({ LOG_LEVEL: 'error', ...terminal.environment() })), terminal);
}

/** Whether there is a database, as far as can be told without opening it. */
export const hasDatabase = ({ databaseUrl, dataDir }: StoreLocation): boolean =>
  databaseUrl !== undefined || existsSync(databaseFile(dataDir));

/**
 * Opens the store, even while a server is running, and closes it afterwards.
 * @param mayCreate creates the database if needed, for commands that can run before the first start
 * @throws StoreError `NoDatabase`, rather than creating an empty database, if DATA_DIR is wrong
 */
export async function withStore(
  place: StoreLocation,
  work: (store: Store) => Promise<void>,
  { mayCreate = false } = {},
): Promise<void> {
  if (!mayCreate && !hasDatabase(place))
    throw new StoreError('NoDatabase', `There is no SQLite database in ${place.dataDir}.`);
  const log = createLog(place.logLevel);
  const store = await openStore({ ...place, role: 'tool' }, { clock: () => new Date(), log });
  try {
    await work(store);
  } finally {
    await store.close();
  }
}
