import { type Backoff, waitAfter } from '#time/backoff.ts';

/** How long a new socket may stay silent: the server sends a frame at once, so a silent one is blocked by a proxy. */
export const PROOF_MS = 5000;
/** A socket that ends sooner was cut. */
const STEADY_MS = 30_000;
/** After this many failures in a row, polls take over. */
const LOST_AT = 2;
const BACKOFF: Backoff = { firstMs: 24_000, longestMs: 8 * 60_000 };

/**
 * Tracks how the last sockets fared, to decide whether to open the next one at once. The widget and the desk both use
 * it.
 */
export class SocketTrust {
  #failures = 0;

  /** Failures in a row. */
  get failures(): number {
    return this.#failures;
  }

  /** Whether to poll until a socket works again. */
  get isLost(): boolean {
    return this.#failures >= LOST_AT;
  }

  /** A socket opened but carried nothing; the next one would hardly do better. */
  wasSilent(): void {
    this.#failures += LOST_AT;
  }

  /** A poll brought something that the socket should have. */
  missedNews(): void {
    this.#failures += 1;
  }

  /** @param livedMs time since its first frame; 0 if none came */
  ended(livedMs: number): void {
    this.#failures = livedMs >= STEADY_MS ? 0 : this.#failures + 1;
  }

  /**
   * How long to poll before the next socket: longer each time, with random spread.
   * @param random 0 to 1
   * @returns milliseconds
   */
  pauseMs(random: number): number {
    return waitAfter(BACKOFF, Math.max(1, this.#failures - LOST_AT + 1), random);
  }
}
