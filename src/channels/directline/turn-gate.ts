/** About five milliseconds of work. */
const MAX_AT_ONCE = 8;

/**
 * Lets only a few turns begin each time the event loop comes round; the others wait in line. When many customers write
 * at once, what is read, stored and sent comes between their turns and not after all of them.
 */
export class TurnGate {
  readonly #waiting: (() => void)[] = [];
  #begun = 0;
  #isCounting = false;

  /** @returns undefined if the turn may begin at once, else a promise of its turn to begin */
  enter(): Promise<void> | undefined {
    this.#count();
    if (this.#begun === MAX_AT_ONCE) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#begun += 1;
    return undefined;
  }

  /** Counts anew once the event loop has come round, until nobody waits. */
  #count(): void {
    if (this.#isCounting) return;
    this.#isCounting = true;
    setImmediate(() => {
      this.#isCounting = false;
      const next = this.#waiting.splice(0, MAX_AT_ONCE);
      this.#begun = next.length;
      if (next.length > 0) this.#count();
      for (const begin of next) begin();
    });
  }
}
