import { type Backoff, waitAfter } from '#time/backoff.ts';
import type { Surroundings } from '../surroundings.ts';

const BACKOFF: Backoff = { firstMs: 400, longestMs: 16_000 };
/** A busy server may ask for an hour; the visitor is waiting. */
const LONGEST_ASKED_MS = 60_000;

/** Waits that end early when an attempt is likely to succeed. */
export class Waiting {
  readonly #surroundings: Pick<Surroundings, 'after' | 'random'>;
  #wake: (() => void) | undefined;

  constructor(surroundings: Pick<Surroundings, 'after' | 'random'>) {
    this.#surroundings = surroundings;
  }

  /** Ends the current wait. */
  wake(): void {
    this.#wake?.();
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.#surroundings.after(milliseconds, resolve);
      this.#wake = () => {
        stop();
        resolve();
      };
    });
  }

  /**
   * Waits longer with each attempt, with random spread so that visitors do not all return at once.
   * @param attempt 0 for the first
   * @param askedMs the pause that the server asks for
   */
  rest(attempt: number, askedMs = 0): Promise<void> {
    const random = this.#surroundings.random();
    const asked = Math.min(askedMs, LONGEST_ASKED_MS) * (1 + random / 2);
    return this.wait(Math.max(waitAfter(BACKOFF, attempt + 1, random), asked));
  }
}
