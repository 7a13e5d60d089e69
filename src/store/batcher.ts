import { isUnavailable } from './errors.ts';

interface Waiting<In, Out> {
  item: In;
  resolve: (out: Out) => void;
  reject: (error: unknown) => void;
}

export interface BatcherOptions<In, Out> {
  /**
   * Items with the same key never share a batch, and run in the order in which they arrived. Without `keyOf`, any items
   * may share one.
   */
  keyOf?: (item: In) => string;
  maxSize: number;
  /** Runs the batch as one unit and returns one result per item, in order; throws if the unit was rolled back. */
  run: (items: In[]) => Promise<Out[]>;
}

/**
 * Group commit: the items that arrive while the database works on one batch form the next. One bad item does not affect
 * the others: a batch that fails runs again item by item. If the database itself is unavailable, the whole batch fails
 * at once, because trying each item would only multiply the wait.
 */
export class Batcher<In, Out> {
  #waiting: Waiting<In, Out>[] = [];
  #running = false;
  readonly #options: BatcherOptions<In, Out>;

  constructor(options: BatcherOptions<In, Out>) {
    this.#options = options;
  }

  /** Adds an item. Resolves when its batch is committed; rejects with the error that `run` threw for it. */
  add(item: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#running) {
        this.#running = true;
        this.#drainSoon();
      }
    });
  }

  /**
   * Runs one turn of the event loop later: requests that were read together share a batch, and with a database that
   * answers synchronously (SQLite), the sockets are still served between two batches of a long queue.
   */
  #drainSoon(): void {
    setImmediate(() => void this.#drain());
  }

  async #drain(): Promise<void> {
    await this.#runBatch(this.#take());
    if (this.#waiting.length > 0) this.#drainSoon();
    else this.#running = false;
  }

  #take(): Waiting<In, Out>[] {
    const { keyOf, maxSize } = this.#options;
    if (keyOf === undefined) return this.#waiting.splice(0, maxSize);
    const batch: Waiting<In, Out>[] = [];
    const remaining: Waiting<In, Out>[] = [];
    const keys = new Set<string>();
    for (const waiting of this.#waiting) {
      const key = keyOf(waiting.item);
      if (batch.length < maxSize && !keys.has(key)) batch.push(waiting);
      else remaining.push(waiting);
      keys.add(key);
    }
    this.#waiting = remaining;
    return batch;
  }

  async #runBatch(batch: Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await this.#options.run(batch.map(({ item }) => item));
      results.forEach((result, index) => batch[index]?.resolve(result));
    } catch (error) {
      if (batch.length === 1 || isUnavailable(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
      for (const waiting of batch) await this.#runBatch([waiting]);
    }
  }
}

/** Splits a list into parts of at most `size` items. */
export function inParts<T>(items: T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
