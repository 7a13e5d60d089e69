import { onTestFinished } from 'vitest';
import { knowledgeDir } from '../support/classifier-cache.ts';
import { compileCache } from '../support/compile-cache.ts';
import { freePort } from '../support/free-port.ts';
import { startCommand } from '../support/start-command.ts';
import { runUntilReady } from './running-process.ts';

/** The real server as its own process, at an address that survives restarts. */
export interface ServerProcess {
  url: string;
  /** What it has printed since its last start. */
  printed(): string;
  /** Sends it this signal, SIGTERM by default, and waits for it to end. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Restarts it on the same data and port, and waits until it is ready. */
  start(): Promise<void>;
}

/**
 * Runs the server as `npm start` does, with these variables set; it ends with the test.
 * @throws with its output, if it does not become ready
 */
export async function startServer(
  environment: Record<string, string> & { DATA_DIR: string },
): Promise<ServerProcess> {
  const port = await freePort();
  const run = () =>
    runUntilReady(startCommand.script, {
      nodeOptions: startCommand.options,
      // The folder has no .env file, so only the variables given here count.
      cwd: environment.DATA_DIR,
      environment: {
        ...compileCache,
        PORT: String(port),
        KNOWLEDGE_DIR: knowledgeDir,
        LOG_LEVEL: 'warn',
        ...environment,
      },
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
