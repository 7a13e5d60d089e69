/** The tasks of the tests of `inThread`. */
import { type MessagePort, threadId } from 'node:worker_threads';
import type { Work } from '#threads/thread.ts';

export type SampleTask =
  | { does: 'nothing' }
  | { does: 'throw'; message: string }
  | { does: 'exit'; code: number }
  /** Ends when as many threads as this have added themselves. */
  | { does: 'meet'; count: number; present: Int32Array }
  /** Sends the thread's number before it begins. */
  | { does: 'run forever'; port: MessagePort };

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
  if (task.does === 'run forever') {
    task.port.postMessage(threadId);
    for (;;);
  }
  return threadId;
};

export default work;
