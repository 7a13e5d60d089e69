import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { knowledgeDir } from '../support/classifier-cache.ts';
import { freePort } from '../support/free-port.ts';
import { runUntilReady } from './running-process.ts';

const main = join(import.meta.dirname, '../../src/main.ts');

/** The real server as a process of its own, at an address that stays the same over restarts. */
export interface ServerProcess {
  url: string;
  /** What it has printed since it was started last. */
  printed(): string;
  /** Ends it with this signal, SIGTERM unless told, and waits for its end. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts it again on the same data and port, and waits until it is ready. */
  start(): Promise<void>;
}

/**
 * Runs the server as `npm start` does, with these variables set; it is ended with the test.
 * @throws with all that it printed, when it does not become ready
 */
export async function startServer(
  environment: Record<string, string> & { DATA_DIR: string },
): Promise<ServerProcess> {
  const port = await freePort();
  const run = () =>
    runUntilReady(main, {
      // A folder without an .env file: only what stands here counts.
      cwd: environment.DATA_DIR,
      environment: { PORT: String(port), KNOWLEDGE_DIR: knowledgeDir, LOG_LEVEL: 'warn', ...environment },
      ready: 'is ready',
    });
  let running = await run();
  onTestFinished(() => running.end('SIGKILL'));
  return {
    url: `http://127.0.0.1:${port}`,
    printed: () => running.printed(),
    stop: (signal = 'SIGTERM') => running.end(signal),
    async start() {
      running = await run();
    },
  };
}
