import { setTimeout as wait } from 'node:timers/promises';
import { isUnavailable } from '#store/errors.ts';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2000;

/** Tries again for as long as the database is away, until it is told to end. */
export class Patience {
  readonly #ending = new AbortController();

  get ended(): boolean {
    return this.#ending.signal.aborted;
  }

  end(): void {
    this.#ending.abort();
  }

  /** @throws what `work` throws when that is not StoreUnavailable, or after `end` */
  async insist<T>(work: () => Promise<T>): Promise<T> {
    for (let pause = FIRST_WAIT_MS; ; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
      try {
        return await work();
      } catch (error) {
        if (!isUnavailable(error) || this.ended) throw error;
        await wait(pause, undefined, { signal: this.#ending.signal });
      }
    }
  }
}
