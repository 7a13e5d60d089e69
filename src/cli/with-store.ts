import { type Config, readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { isUnavailable, StoreError } from '../store/errors.ts';
import { openStore, type Store } from '../store/store.ts';
import { runCommand } from './local-bot.ts';

/** Where the data is; the environment says. */
export type StorePlace = Pick<Config, 'dataDir' | 'logLevel' | 'databaseUrl'>;

/** Runs a maintenance command; what is wrong with the data's place is told in plain words, exit code 1. */
export async function runStoreCommand(command: (place: StorePlace) => Promise<void>): Promise<void> {
  await runCommand(async () => {
    try {
      await command(readConfig({ LOG_LEVEL: 'error', ...process.env }));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const cause = isUnavailable(error) && error.cause instanceof Error ? ` (${error.cause.message})` : '';
      console.error(`${error.message}${cause}`);
      process.exitCode = 1;
    }
  });
}

/** Opens the store beside a server that may be running, and closes it afterwards. */
export async function withStore(place: StorePlace, work: (store: Store) => Promise<void>): Promise<void> {
  const log = createLog(place.logLevel);
  const store = await openStore({ ...place, role: 'tool' }, { clock: () => new Date(), log });
  try {
    await work(store);
  } finally {
    await store.close();
  }
}
