import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { FromChild, ServiceName, Services, ToChild, TrainingProgress } from './protocol.ts';
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

/** Calls services in a process of its own, which there is only while it is needed. */
export interface ServiceProcess {
  /**
   * @param mostMs how long it may take; a process that has not answered by then is ended
   * @throws {WorkbenchError}
   */
  call<Name extends ServiceName>(
    name: Name,
    takes: Services[Name]['takes'],
    mostMs: number,
  ): Promise<Services[Name]['gives']>;
  /** Ends the process; calls fail from then on. */
  stop(): Promise<void>;
}

interface Waiting {
  resolve: (gives: never) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));
/** Threads that V8 starts by itself do not have the low priority: one is the least. The rest is as for the server. */
const NODE_OPTIONS = ['--v8-pool-size=1', '--max-semi-space-size=8'];
/**
 * The memory of threads that have ended goes back to the system: without this, glibc keeps hundreds of megabytes. Nothing
 * else of the environment is passed on, because it holds secrets.
 */
const ENVIRONMENT = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: String(128 * 1024) };

export function createServiceProcess(parts: ChildProcessParts): ServiceProcess {
  const { log, idleMs } = parts;
  const waiting = new Map<number, Waiting>();
  let running: ChildProcess | undefined;
  let ended: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let isStopped = false;
  let calls = 0;

  /** Ends the process, and gives whoever waits for it an error. */
  function end(why: WorkbenchError): void {
    clearTimeout(idle);
    const child = running;
    running = undefined;
    // It holds nothing that it would have to put away.
    child?.kill('SIGKILL');
    parts.onTraining(undefined);
    const left = [...waiting.values()];
    waiting.clear();
    for (const { reject, timer } of left) {
      clearTimeout(timer);
      reject(why);
    }
  }

  function start(): ChildProcess {
    const child = fork(CHILD, [parts.dataDir, String(parts.priority)], {
      execArgv: NODE_OPTIONS,
      env: ENVIRONMENT,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    log.debug({ process: child.pid }, 'started the workbench');
    ended = once(child, 'exit').catch(() => undefined);
    child.on('message', (message: FromChild) => void receive(child, message));
    child.once('exit', (code, signal) => {
      if (running !== child) return;
      log.error(
        { code, signal },
        'the workbench has ended unexpectedly; starting it again when it is needed',
      );
      end(new WorkbenchError('Crashed'));
    });
    child.on('error', (error) => {
      if (running !== child) return;
      log.error({ err: error }, 'cannot talk to the workbench; starting it again when it is needed');
      end(new WorkbenchError('Crashed', { cause: error }));
    });
    return child;
  }

  async function receive(child: ChildProcess, message: FromChild): Promise<void> {
    if (running !== child) return;
    switch (message.kind) {
      case 'training':
        return parts.onTraining(message.progress);
      case 'classifier':
        return send({ ...message, bytes: await classifierIn(message.key) });
      case 'given':
        return settle(message.id, ({ resolve }) => resolve(message.gives as never));
      case 'failed':
        if (message.code === 'Failed')
          log.error({ cause: message.cause }, 'the workbench could not do something');
        return settle(message.id, ({ reject }) => reject(new WorkbenchError(message.code)));
    }
  }

  async function classifierIn(key: string): Promise<Uint8Array | undefined> {
    try {
      return await parts.readClassifier(key);
    } catch (error) {
      log.warn({ err: error }, 'could not read a classifier from the store; the workbench trains it again');
      return undefined;
    }
  }

  function settle(id: number, how: (waiter: Waiting) => void): void {
    const waiter = waiting.get(id);
    if (waiter === undefined) return;
    waiting.delete(id);
    clearTimeout(waiter.timer);
    how(waiter);
    if (waiting.size > 0) return;
    clearTimeout(idle);
    idle = setTimeout(() => end(new WorkbenchError('Crashed')), idleMs);
    idle.unref();
  }

  // What cannot be sent is reported by the event "error".
  const send = (message: ToChild): void => void running?.send(message, () => undefined);

  return {
    async call(name, takes, mostMs) {
      // Never two at once: the one before may take a moment to end.
      if (running === undefined) await ended;
      if (isStopped) throw new WorkbenchError('Stopping');
      clearTimeout(idle);
      running ??= start();
      const id = (calls += 1);
      return await new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          log.error({ service: name }, 'the workbench did not answer in time; ending it');
          end(new WorkbenchError('TookTooLong'));
        }, mostMs);
        waiting.set(id, { resolve, reject, timer });
        send({ kind: 'call', id, name, takes });
      });
    },
    async stop() {
      isStopped = true;
      end(new WorkbenchError('Stopping'));
      await ended;
    },
  };
}
