import { describe, expect, it } from 'vitest';
import { trainingTask } from '#training/load-classifier.ts';
import { trainInThreads } from '#training/train-in-threads.ts';
import { load, smallContent } from '../knowledge/small-knowledge.ts';

const task = trainingTask(await load(smallContent()));

describe('a training in threads', () => {
  it('that is aborted ends with the reason, and leaves the next one as it would be', async () => {
    const before = await trainInThreads(task);
    const superseded = new Error('superseded');
    const abort = new AbortController();
    const aborted = trainInThreads(task, {
      onProgress: () => abort.abort(superseded),
      signal: abort.signal,
    });
    await expect(aborted).rejects.toBe(superseded);
    expect(Buffer.from(await trainInThreads(task)).equals(before)).toBe(true);
  });

  it('does not begin when it was aborted before', async () => {
    const superseded = new Error('superseded');
    let steps = 0;
    const aborted = trainInThreads(task, {
      onProgress: () => void (steps += 1),
      signal: AbortSignal.abort(superseded),
    });
    await expect(aborted).rejects.toBe(superseded);
    expect(steps).toBe(0);
  });

  it('fails with the error of its threads', async () => {
    const ofOneIntent = { ...task, phrases: task.phrases.slice(0, 1) };
    await expect(trainInThreads(ofOneIntent)).rejects.toThrow(RangeError);
  });
});
