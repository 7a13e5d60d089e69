import { isUnavailable } from './errors.ts';

interface Waiting<In, Out> {
  item: In;
  resolve: (out: Out) => void;
  reject: (error: unknown) => void;
}

export interface BatcherOptions<In, Out> {
  /** Items of the same key never share a batch, and run in the order they came. Without it all may. */
  keyOf?: (item: In) => string;
  maxSize: number;
  /** Does all of them as one unit, one result for each, in order; throws when the unit was rolled back. */
  run: (items: In[]) => Promise<Out[]>;
}

/**
 * Group commit: what comes in while the database works on one batch makes up the next. One item's fault
 * hurts no other: a batch that fails is run again item by item. When the database itself is away all of
 * the batch fails at once, because trying each would only multiply the wait.
 */
export class Batcher<In, Out> {
  #waiting: Waiting<In, Out>[] = [];
  #running = false;
  readonly #options: BatcherOptions<In, Out>;

  constructor(options: BatcherOptions<In, Out>) {
    this.#options = options;
  }

  /** Resolves when the item's batch is committed; rejects with the error that `run` threw for it. */
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
   * A turn of the event loop later: requests read in the same poll share the batch, and where the database
   * answers at once (SQLite) a long queue still lets the sockets be served between two batches.
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
    const taken: Waiting<In, Out>[] = [];
    const left: Waiting<In, Out>[] = [];
    const keys = new Set<string>();
    for (const waiting of this.#waiting) {
      const key = keyOf(waiting.item);
      if (taken.length < maxSize && !keys.has(key)) taken.push(waiting);
      else left.push(waiting);
      keys.add(key);
    }
    this.#waiting = left;
    return taken;
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

/** Splits into parts of at most `size`. */
export function inParts<T>(items: T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
