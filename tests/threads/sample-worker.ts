/** The tasks of the tests of `inThread`. */
import { type MessagePort, threadId } from 'node:worker_threads';
import type { Work } from '#threads/thread.ts';

export type SampleTask =
  | { does: 'nothing' }
  | { does: 'throw'; message: string }
  | { does: 'exit'; code: number }
  /** Ends when this many threads have added themselves. */
  | { does: 'meet'; count: number; present: Int32Array }
  /** Keeps the port, which closes when the thread ends. */
  | { does: 'keep'; port: MessagePort }
  /** Sends the thread's number before it begins. */
  | { does: 'run forever'; port: MessagePort };

const kept: MessagePort[] = [];

function meet(count: number, present: Int32Array): void {
  Atomics.add(present, 0, 1);
  Atomics.notify(present, 0);
  for (let now = Atomics.load(present, 0); now < count; now = Atomics.load(present, 0))
    Atomics.wait(present, 0, now);
}

/** Returns the number of its thread. */
const work: Work<SampleTask, number> = (task) => {
  if (task.does === 'throw') throw new RangeError(task.message);
  if (task.does === 'exit') process.exit(task.code);
  if (task.does === 'meet') meet(task.count, task.present);
  if (task.does === 'keep') kept.push(task.port);
  if (task.does === 'run forever') {
    task.port.postMessage(threadId);
    for (;;);
  }
  return threadId;
};

export default work;
