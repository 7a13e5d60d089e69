import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { FromChild, ServiceName, Services, ToChild, TrainingProgress } from './protocol.ts';
import { WaitingCalls } from './waiting-calls.ts';
import { WorkbenchError } from './workbench-error.ts';

export interface ChildProcessParts {
  /** Where the classifiers of this machine are. */
  dataDir: string;
  /** Reads a classifier from the store. */
  readClassifier: (key: string) => Promise<Uint8Array | undefined>;
  onTraining: (progress: TrainingProgress | undefined) => void;
  /** Its scheduling priority, -20 to 19. */
  priority: number;
  /** Milliseconds without a call after which the process ends. */
  idleMs: number;
  log: Logger;
}

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));
/** V8's own threads do not get the low priority, and one is the minimum. The rest is as for the server. */
const NODE_OPTIONS = ['--v8-pool-size=1', '--max-semi-space-size=8'];
/**
 * Returns the memory of ended threads to the system: without this, glibc keeps hundreds of megabytes. Nothing else of
 * the environment is passed on, because it contains secrets.
 */
const ENVIRONMENT = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: String(128 * 1024) };

/** Calls services in a separate process, which runs only while it is needed. */
export class ServiceProcess {
  readonly #parts: ChildProcessParts;
  readonly #waiting = new WaitingCalls();
  #running: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(parts: ChildProcessParts) {
    this.#parts = parts;
  }

  /**
   * Calls a service, and starts the process if it is not running.
   * @param timeoutMs a process that has not answered by then is ended
   * @throws {WorkbenchError}
   */
  async call<Name extends ServiceName>(
    name: Name,
    takes: Services[Name]['takes'],
    timeoutMs: number,
  ): Promise<Services[Name]['gives']> {
    // The previous process may take a moment to end, and there are never two.
    if (this.#running === undefined) await this.#ended;
    if (this.#isStopped) throw new WorkbenchError('Stopping');
    clearTimeout(this.#idle);
    const child = (this.#running ??= this.#start());
    return await this.#waiting.add(
      (id) => this.#send(child, { kind: 'call', id, name, takes }),
      timeoutMs,
      () => {
        this.#parts.log.error({ service: name }, 'the workbench did not answer in time; ending it');
        this.#end(new WorkbenchError('TimedOut'));
      },
    );
  }

  /** Ends the process. Calls fail from then on. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#end(new WorkbenchError('Stopping'));
    await this.#ended;
  }

  #start(): ChildProcess {
    const { dataDir, priority, log } = this.#parts;
    const child = fork(CHILD, [dataDir, String(priority)], {
      execArgv: NODE_OPTIONS,
      env: ENVIRONMENT,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    log.debug({ process: child.pid }, 'started the workbench');
    this.#ended = once(child, 'exit').catch(() => undefined);
    child.on('message', (message: FromChild) => void this.#receive(child, message));
    child.once('exit', (code, signal) => {
      if (this.#running !== child) return;
      log.error({ code, signal }, 'the workbench ended unexpectedly; it starts again when it is needed');
      this.#end(new WorkbenchError('Crashed'));
    });
    child.on('error', (error) => this.#lose(child, error));
    return child;
  }

  #lose(child: ChildProcess, error: Error): void {
    if (this.#running !== child) return;
    this.#parts.log.error({ err: error }, 'cannot talk to the workbench; it starts again when it is needed');
    this.#end(new WorkbenchError('Crashed', { cause: error }));
  }

  /** Ends the process, and rejects all calls that are waiting for it. */
  #end(why: WorkbenchError): void {
    clearTimeout(this.#idle);
    const child = this.#running;
    this.#running = undefined;
    // It has nothing to save.
    child?.kill('SIGKILL');
    this.#parts.onTraining(undefined);
    this.#waiting.rejectAll(why);
  }

  async #receive(child: ChildProcess, message: FromChild): Promise<void> {
    if (this.#running !== child) return;
    switch (message.kind) {
      case 'training':
        return this.#parts.onTraining(message.progress);
      case 'classifier':
        return this.#send(child, { ...message, bytes: await this.#classifierIn(message.key) });
      case 'given':
        this.#waiting.resolve(message.id, message.gives);
        return this.#endIfIdle();
      case 'failed':
        if (message.code === 'Failed')
          this.#parts.log.error({ cause: message.cause }, 'the workbench could not do something');
        this.#waiting.reject(message.id, new WorkbenchError(message.code));
        return this.#endIfIdle();
    }
  }

  async #classifierIn(key: string): Promise<Uint8Array | undefined> {
    const { readClassifier, log } = this.#parts;
    try {
      return await readClassifier(key);
    } catch (error) {
      log.warn({ err: error }, 'could not read a classifier from the store; the workbench trains it again');
      return undefined;
    }
  }

  #endIfIdle(): void {
    if (this.#waiting.size > 0) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#end(new WorkbenchError('Crashed')), this.#parts.idleMs);
    this.#idle.unref();
  }

  /** What cannot be sent is reported only here: with a callback, there is no "error" event for it. */
  #send(child: ChildProcess, message: ToChild): void {
    child.send(message, (error) => {
      if (error !== null) this.#lose(child, error);
    });
  }
}
