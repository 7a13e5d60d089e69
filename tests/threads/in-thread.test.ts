import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inThread, type TaskOptions } from '#threads/in-thread.ts';
import type { SampleTask } from './sample-worker.ts';

const sample = new URL('sample-worker.ts', import.meta.url);

/** Runs a task. @returns the number of its thread */
const run = (task: SampleTask, options?: TaskOptions): Promise<number> => inThread(sample, task, options);

const runNothing = (): Promise<number> => run({ does: 'nothing' });

/** Tasks that each end only when all of them are running. */
function runMeeting(count: number): Promise<number[]> {
  const present = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  return Promise.all(Array.from({ length: count }, () => run({ does: 'meet', count, present })));
}

/** A task that has begun, and never ends by itself. */
async function runForever() {
  const abort = new AbortController();
  const { port1, port2: port } = new MessageChannel();
  const running = run({ does: 'run forever', port }, { transfer: [port], signal: abort.signal });
  const [thread] = (await once(port1, 'message')) as [number];
  return { running, abort: (reason: Error) => abort.abort(reason), thread, threadEnds: once(port1, 'close') };
}

/** How many things that threads have keep this process running. */
const holding = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;

describe('a thread', () => {
  afterEach(() => void vi.useRealTimers());

  it('takes the next task after it has completed one', async () => {
    const first = await runNothing();
    expect(await runNothing()).toBe(first);
    expect(await runNothing()).toBe(first);
  });

  it('starts for each task that finds the others busy, so that no task waits for another', async () => {
    const threads = await runMeeting(5);
    expect(new Set(threads).size).toBe(5);
    expect(threads).toContain(await runNothing());
  });

  it('ends when no task has come for a few seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const threads = await runMeeting(2);
    vi.advanceTimersByTime(4000);
    const last = await runNothing();
    expect(threads).toContain(last);
    vi.advanceTimersByTime(4000);
    const later = await runMeeting(2);
    expect(threads.filter((thread) => later.includes(thread))).toEqual([last]);
    vi.advanceTimersByTime(6000);
    expect([...threads, ...later]).not.toContain(await runNothing());
  });

  it('frees what it has when it ends', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { port1, port2: port } = new MessageChannel();
    await run({ does: 'keep', port }, { transfer: [port] });
    const freed = once(port1, 'close');
    vi.advanceTimersByTime(6000);
    await expect(freed).resolves.toBeDefined();
  });

  it('that throws hands on its error and ends; the next task gets another thread', async () => {
    const thread = await runNothing();
    const failed = run({ does: 'throw', message: 'no sample' });
    await expect(failed).rejects.toThrow(RangeError);
    await expect(failed).rejects.toThrow('no sample');
    expect(await runNothing()).not.toBe(thread);
  });

  it('that ends early says so; the next task gets another thread', async () => {
    const thread = await runNothing();
    await expect(run({ does: 'exit', code: 3 })).rejects.toThrow('exit code 3');
    expect(await runNothing()).not.toBe(thread);
  });

  it('ends when its task could not be sent; the next task gets another thread', async () => {
    const thread = await runNothing();
    const unsendable = { does: 'nothing', never: () => undefined } as SampleTask;
    await expect(run(unsendable)).rejects.toThrow('could not be cloned');
    expect(await runNothing()).not.toBe(thread);
  });

  it('ends at once when its task is aborted, with the reason', async () => {
    const { running, abort, thread, threadEnds } = await runForever();
    const superseded = new Error('superseded');
    abort(superseded);
    await expect(running).rejects.toBe(superseded);
    await threadEnds;
    expect(await runNothing()).not.toBe(thread);
  });

  it('stays when a task that it has completed is aborted', async () => {
    const abort = new AbortController();
    const thread = await run({ does: 'nothing' }, { signal: abort.signal });
    abort.abort();
    expect(await runNothing()).toBe(thread);
  });

  it('never gets a task that was aborted before', async () => {
    const thread = await runNothing();
    const superseded = new Error('superseded');
    const signal = AbortSignal.abort(superseded);
    await expect(run({ does: 'exit', code: 3 }, { signal })).rejects.toBe(superseded);
    expect(await runNothing()).toBe(thread);
  });

  it('keeps the process running only while it has a task', async () => {
    const before = holding();
    const { running, abort } = await runForever();
    expect(holding()).toBeGreaterThan(before);
    abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    await runNothing();
    await expect.poll(holding).toBeLessThanOrEqual(before);
  });
});
