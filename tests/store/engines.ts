import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { afterEach, describe, inject } from 'vitest';
import type { StoreConfig } from '#store/open-engine.ts';
import { openStore, type Store } from '#store/store.ts';
import { copyEmptyDatabase } from '../support/data-dir.ts';
import { borrowDatabase, makeDatabase } from '../support/postgres.ts';
import { silent } from '../support/silent.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** On which `onEngines` runs its tests. */
    engines: readonly TestEngine['kind'][];
  }
}

/** A clock that only the test advances. */
export class TestClock {
  #now = Date.parse('2026-03-02T09:00:00Z');

  readonly now = (): Date => new Date(this.#now);

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** One engine under test. */
export interface TestEngine {
  readonly kind: 'sqlite' | 'postgres';
  /** Creates an empty database with the newest schema. @returns where it is */
  freshConfig(): Promise<StoreConfig>;
  /** Creates a database without tables, for tests of the schema, which may do anything to it. @returns where it is */
  bareConfig(): Promise<StoreConfig>;
  /** Opens a store, and closes it after the test. */
  open(config: StoreConfig, clock?: () => Date, log?: Logger): Promise<Store>;
}

/** Runs tests on the engines of this run: SQLite with `npm test`, a real PostgreSQL with `npm run test:postgres`. */
export function onEngines(title: string, tests: (engine: TestEngine) => void): void {
  runOn(inject('engines'), title, tests);
}

/**
 * Runs tests that only PostgreSQL makes possible, such as those of several servers, with `npm run test:postgres`. A file
 * that has no others belongs in tests/postgres, because `npm test` would find no test in it.
 */
export function onPostgres(title: string, tests: (engine: TestEngine) => void): void {
  const engines = inject('engines').filter((kind) => kind === 'postgres');
  runOn(engines, title, tests);
}

function runOn(
  kinds: readonly TestEngine['kind'][],
  title: string,
  tests: (engine: TestEngine) => void,
): void {
  describe.each(kinds)(`${title} (%s)`, (kind) => {
    tests(kind === 'sqlite' ? sqliteEngine() : postgresEngine());
  });
}

function opener() {
  const stores: Store[] = [];
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
  });
  return async (config: StoreConfig, clock = () => new Date(), log: Logger = silent): Promise<Store> => {
    const store = await openStore(config, { clock, log });
    stores.push(store);
    return store;
  };
}

/** Creates a folder for one test, removed at the end of the run. */
const newDirectory = (): Promise<string> => mkdtemp(join(inject('runFolder'), 'store-'));

export function sqliteEngine(): TestEngine {
  return {
    kind: 'sqlite',
    async freshConfig() {
      const dataDir = await newDirectory();
      copyEmptyDatabase(dataDir);
      return { dataDir };
    },
    bareConfig: async () => ({ dataDir: await newDirectory() }),
    open: opener(),
  };
}

function postgresEngine(): TestEngine {
  return {
    kind: 'postgres',
    freshConfig: async () => ({ databaseUrl: await borrowDatabase(), dataDir: await newDirectory() }),
    bareConfig: async () => ({ databaseUrl: await makeDatabase(), dataDir: await newDirectory() }),
    open: opener(),
  };
}
