/** A fresh socket has carried something by then, or a proxy has swallowed it: the server sends a frame at once. */
export const PROOF_MS = 5000;
/** A socket that ends sooner was cut. */
const STEADY_MS = 30_000;
/** So many failures in a row, and polls take over. */
const LOST_AT = 2;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

/** How the last sockets went, and so whether the next one is worth opening at once. Widget and desk go by it. */
export class SocketTrust {
  #failures = 0;

  /** Failures in a row. */
  get failures(): number {
    return this.#failures;
  }

  /** Polls are better, until a socket works again. */
  get isLost(): boolean {
    return this.#failures >= LOST_AT;
  }

  /** A socket was open and carried nothing: the next one would hardly fare better. */
  wasSilent(): void {
    this.#failures += LOST_AT;
  }

  /** A poll brought what the socket should have. */
  missedNews(): void {
    this.#failures += 1;
  }

  /** @param livedMs how long after its first frame; 0 where none came */
  ended(livedMs: number): void {
    this.#failures = livedMs >= STEADY_MS ? 0 : this.#failures + 1;
  }

  /**
   * How long to poll before the next socket: longer each time, and spread out.
   * @param random 0 to 1
   * @returns milliseconds
   */
  pauseMs(random: number): number {
    const longest = Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, this.#failures - LOST_AT), LONGEST_PAUSE_MS);
    return longest * (0.5 + random / 2);
  }
}
