import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { knowledgeDir } from '#tests/support/classifier-cache.ts';
import { startCommand } from '#tests/support/start-command.ts';

/** Used only by the proofs' own servers, which end with the proof. */
export const SECRET = 'a-secret-of-the-proofs-alone-0123456789';

/** Where a server runs, and on which database. */
export interface ServerOptions {
  port: number;
  dataDir: string;
  /** PostgreSQL; undefined for SQLite in `dataDir`. */
  databaseUrl: string | undefined;
  /** Counts what the servers log at error level, by message. */
  errors: Map<string, number>;
  /** Further settings. */
  environment?: Record<string, string>;
  /** A file descriptor to print and log to instead of this process; `ready` does not work then. */
  output?: number;
  /** Preloads the gauge for `askGauge`. */
  withGauge?: boolean;
}

const gauge = join(import.meta.dirname, 'gauge.ts');

/** The real server, as `npm start` runs it, in a separate process. */
export class ServerProcess {
  readonly url: string;
  /** The start time, by `performance.now()`. */
  readonly startedAt = performance.now();
  /** Resolves with true when the server prints that it is ready, with false if it exits before that. */
  readonly ready: Promise<boolean>;
  readonly ended: Promise<void>;
  /** The last lines it printed. */
  readonly printed: string[] = [];
  readonly #child: ChildProcess;
  readonly #errors: Map<string, number>;

  constructor({ port, dataDir, databaseUrl, errors, environment = {}, output, withGauge }: ServerOptions) {
    this.url = `http://127.0.0.1:${port}`;
    this.#errors = errors;
    const preloaded = withGauge === true ? ['--import', gauge] : [];
    const child = spawn(process.execPath, [...preloaded, ...startCommand.options, startCommand.script], {
      // That folder has no .env file.
      cwd: dataDir,
      env: {
        PATH: process.env['PATH'],
        PORT: String(port),
        DATA_DIR: dataDir,
        KNOWLEDGE_DIR: knowledgeDir,
        DIRECT_LINE_SECRET: SECRET,
        RATE_LIMIT: 'off',
        LOG_LEVEL: 'error',
        ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
        ...environment,
      },
      stdio: [
        'ignore',
        ...(output === undefined ? (['pipe', 'pipe'] as const) : [output, output]),
        ...(withGauge === true ? (['ipc'] as const) : []),
      ],
    });
    this.#child = child;
    this.ended = once(child, 'exit').then(() => undefined);
    const said = Promise.withResolvers<boolean>();
    this.#read(child.stdout, () => said.resolve(true));
    this.#read(child.stderr, () => undefined);
    this.ready = Promise.race([said.promise, this.ended.then(() => false)]);
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The process, for code that inspects it from outside. */
  get child(): ChildProcess {
    return this.#child;
  }

  /** Kills it without warning. @returns false if it had already exited by itself */
  async kill(): Promise<boolean> {
    const wasRunning = this.isRunning;
    this.#child.kill('SIGKILL');
    if (wasRunning) await this.ended;
    return wasRunning && this.#child.signalCode === 'SIGKILL';
  }

  /** Stops it in an orderly way. @returns the exit code; null if it had to be killed after 15 s */
  async stop(): Promise<number | null> {
    if (this.isRunning) {
      this.#child.kill('SIGTERM');
      const late = setTimeout(() => this.#child.kill('SIGKILL'), 15_000);
      await this.ended;
      clearTimeout(late);
    }
    return this.#child.exitCode;
  }

  #read(stream: Readable | null, onReady: () => void): void {
    if (stream === null) return;
    createInterface({ input: stream }).on('line', (line) => {
      if (line.startsWith('The support bot is ready')) onReady();
      this.printed.push(line);
      if (this.printed.length > 50) this.printed.shift();
      const error = errorOf(line);
      if (error !== undefined) this.#errors.set(error, (this.#errors.get(error) ?? 0) + 1);
    });
  }
}

/** Returns the error of a log line, with its cause; undefined for other lines and for incomplete ones. */
function errorOf(line: string): string | undefined {
  if (!line.startsWith('{') || !line.endsWith('}')) return undefined;
  const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } };
  return err?.message === undefined ? msg : `${msg} (${err.message})`;
}
