import { spawn } from 'node:child_process';
import { once } from 'node:events';

const PATIENCE_MS = 30_000;

/** A program that runs alongside the tests. */
export interface RunningProcess {
  /** What it has printed so far. */
  printed(): string;
  /** Sends it this signal and waits for it to end. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/**
 * Runs a script on this Node until it prints that it is ready.
 * @param ready the text that it prints then
 * @throws with its output, if it ends before that or takes longer than 30 s
 */
export async function runUntilReady(
  script: string,
  { nodeOptions = [], args = [], cwd, environment, ready }: ScriptOptions,
): Promise<RunningProcess> {
  const child = spawn(process.execPath, [...nodeOptions, script, ...args], {
    ...(cwd === undefined ? {} : { cwd }),
    env: { PATH: process.env['PATH'], ...environment },
  });
  const closed = once(child, 'close');
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    child.kill(signal);
    await closed;
  };
  let printed = '';
  const outcome = new Promise<'ready' | 'not ready'>((resolve) => {
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      if (printed.includes(ready)) resolve('ready');
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('close', () => resolve('not ready'));
    AbortSignal.timeout(PATIENCE_MS).addEventListener('abort', () => resolve('not ready'));
  });
  if ((await outcome) === 'ready') return { end, printed: () => printed };
  await end('SIGKILL');
  throw new Error(`${script} did not become ready. It printed: ${printed}`);
}

/** How to run a script. */
export interface ScriptOptions {
  /** For Node itself. */
  nodeOptions?: readonly string[];
  args?: string[];
  cwd?: string | undefined;
  environment: Record<string, string>;
  ready: string;
}
