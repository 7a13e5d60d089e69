import { type Transferable, Worker } from 'node:worker_threads';
import type { Assignment } from './thread.ts';

/** Enough for an editor's next change or the next step of a publication; a waiting thread keeps its memory. */
const IDLE_MS = 5000;

/** How a task is run. */
export interface TaskOptions {
  /** The parts of the task to move instead of copy, such as message ports. */
  transfer?: readonly Transferable[];
  /** Ends the task at once, with its thread. */
  signal?: AbortSignal;
}

interface Thread {
  worker: Worker;
  /** Settles the task that it is doing; undefined while it has none. */
  doing: Pick<PromiseWithResolvers<unknown>, 'resolve' | 'reject'> | undefined;
  /** What it has loaded and run before. */
  modules: Set<string>;
}

/** The threads without a task and when they end; the one that was busy last comes last. */
const idle = new Map<Thread, NodeJS.Timeout>();

/**
 * Runs a task in a worker thread. Afterwards the thread waits a few seconds for another task: starting a thread and
 * loading its modules can take longer than the task itself. If no thread is waiting, a new one starts, so no task waits
 * for another. Waiting threads do not keep the process running.
 *
 * A pool such as piscina limits its threads and puts the other tasks in a queue. Here nothing may wait.
 *
 * @param module the URL of a module whose default export takes the task, and returns the result or a promise of it; see
 *   `Work`
 * @throws what that function threw; the signal's reason; an Error if the thread ended early
 */
export async function inThread<Result>(
  module: URL,
  task: unknown,
  { transfer = [], signal }: TaskOptions = {},
): Promise<Result> {
  signal?.throwIfAborted();
  const thread = takeIdle(module.href) ?? startThread();
  const abort = (): void => thread.doing?.reject(signal?.reason);
  signal?.addEventListener('abort', abort);
  try {
    const result = await new Promise((resolve, reject) => {
      thread.doing = { resolve, reject };
      thread.modules.add(module.href);
      thread.worker.postMessage({ module: module.href, task } satisfies Assignment, transfer);
    });
    putIdle(thread);
    return result as Result;
  } catch (error) {
    await thread.worker.terminate();
    throw error;
  } finally {
    thread.doing = undefined;
    signal?.removeEventListener('abort', abort);
  }
}

function startThread(): Thread {
  const worker = new Worker(new URL('thread.ts', import.meta.url));
  const thread: Thread = { worker, doing: undefined, modules: new Set() };
  const fail = (error: Error): void => {
    removeIdle(thread);
    thread.doing?.reject(error);
  };
  worker.on('message', (result) => thread.doing?.resolve(result));
  worker.on('messageerror', fail);
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`The thread ended early, with exit code ${code}.`)));
  return thread;
}

function putIdle(thread: Thread): void {
  thread.worker.unref();
  const end = (): void => {
    removeIdle(thread);
    void thread.worker.terminate();
  };
  idle.set(thread, setTimeout(end, IDLE_MS).unref());
}

/** Takes the thread that is likely to be the fastest. */
function takeIdle(href: string): Thread | undefined {
  const threads = [...idle.keys()];
  const thread = threads.findLast(({ modules }) => modules.has(href)) ?? threads.at(-1);
  if (thread === undefined) return undefined;
  removeIdle(thread);
  thread.worker.ref();
  return thread;
}

function removeIdle(thread: Thread): void {
  clearTimeout(idle.get(thread));
  idle.delete(thread);
}
