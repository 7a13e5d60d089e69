import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { knowledgeDir } from '../support/classifier-cache.ts';

const root = join(import.meta.dirname, '../..');
const PATIENCE_MS = 30_000;

/** The real server as a process of its own, at an address that stays the same over restarts. */
export interface ServerProcess {
  url: string;
  /** Ends it with this signal and waits for its end. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Starts it again on the same data and port, and waits until it is ready. */
  start(): Promise<void>;
}

/** Runs the server as `npm start` does, with these variables set; it is ended with the test. */
export async function startServer(environment: Record<string, string>): Promise<ServerProcess> {
  const port = await freePort();
  let end = (_signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => Promise.resolve();

  const start = async (): Promise<void> => {
    const child = spawn(process.execPath, [join(root, 'src/main.ts')], {
      // A folder without an .env file: only what stands here counts.
      cwd: environment['DATA_DIR'],
      env: {
        PATH: process.env['PATH'],
        PORT: String(port),
        KNOWLEDGE_DIR: knowledgeDir,
        LOG_LEVEL: 'warn',
        ...environment,
      },
    });
    let printed = '';
    const closed = once(child, 'close');
    end = async (signal) => {
      child.kill(signal);
      await closed;
    };
    const ready = new Promise<void>((resolve) => {
      const read = (chunk: Buffer): void => {
        printed += chunk.toString();
        if (printed.includes('is ready')) resolve();
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
    });
    const late = AbortSignal.timeout(PATIENCE_MS);
    const failed = Promise.race([closed, once(late, 'abort')]).then(() => {
      throw new Error(`The server did not start: ${printed}`);
    });
    await Promise.race([ready, failed]);
    // It ends one day; that is no failure any more.
    failed.catch(() => undefined);
  };
  const stop = (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => end(signal);
  onTestFinished(() => stop('SIGKILL'));
  await start();
  return { url: `http://127.0.0.1:${port}`, start, stop };
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
