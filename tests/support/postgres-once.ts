import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** An HTTP endpoint that starts the run's PostgreSQL unless it is running, and answers with its URL. */
    postgresStarter: string;
  }
}

/** Runs before all test files: prepares to start one PostgreSQL for all of them, as soon as one asks for it. */
export default async function postgresOnce({ provide }: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<PostgresServer> | undefined;
  const starter = createServer((_request, response) => {
    starting ??= startPostgres();
    starting.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  provide('postgresStarter', await listen(starter));
  return async () => {
    starter.close();
    await (await starting)?.remove();
  };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
