import { afterAll, beforeAll } from 'vitest';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

/**
 * A separate PostgreSQL for the tests of one block, which they can stop and start; call this in `describe`.
 * @returns the server, once the tests run
 */
export function ownPostgres(): () => PostgresServer {
  let server: PostgresServer | undefined;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.remove());
  return () => {
    if (server === undefined)
      throw new Error('The PostgreSQL server starts with the first test of its block.');
    return server;
  };
}
