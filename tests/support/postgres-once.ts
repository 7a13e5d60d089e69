import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** An HTTP endpoint that starts the run's PostgreSQL unless it is running, and answers with its URL. */
    postgresStarter: string;
  }
}

/** Runs before all test files: prepares to start one PostgreSQL for all of them, as soon as one asks for it. */
export default async function postgresOnce({ provide }: TestProject): Promise<() => Promise<void>> {
  let postgres: ChildProcess | undefined;
  let starting: Promise<string> | undefined;
  const starter = createServer((_request, response) => {
    postgres ??= fork(join(import.meta.dirname, 'postgres-process.ts'));
    starting ??= urlOf(postgres);
    starting.then(
      (url) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  provide('postgresStarter', await listen(starter));
  return async () => {
    starter.close();
    if (postgres?.connected !== true) return;
    postgres.disconnect();
    await once(postgres, 'exit');
  };
}

/** Resolves with the URL that the process reports. @throws if it ends before that */
async function urlOf(postgres: ChildProcess): Promise<string> {
  const ended = once(postgres, 'exit').then(([code]) => {
    throw new Error(`PostgreSQL did not start: its process ended with exit code ${code}.`);
  });
  const [url] = (await Promise.race([once(postgres, 'message'), ended])) as [string];
  ended.catch(() => undefined);
  return url;
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
