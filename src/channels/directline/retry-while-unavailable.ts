import { setTimeout as wait } from 'node:timers/promises';
import { isUnavailable } from '#store/errors.ts';
import { type Backoff, waitAfter } from '#time/backoff.ts';

const BACKOFF: Backoff = { firstMs: 50, longestMs: 2000 };

/** Retries while the database is unavailable, until `end` is called. */
export class RetryWhileUnavailable {
  readonly #ending = new AbortController();

  get ended(): boolean {
    return this.#ending.signal.aborted;
  }

  end(): void {
    this.#ending.abort();
  }

  /** @throws any error of `work` except StoreUnavailable; after `end`, that too */
  async run<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        if (!isUnavailable(error) || this.ended) throw error;
        await wait(waitAfter(BACKOFF, tries), undefined, { signal: this.#ending.signal });
      }
    }
  }
}
