/** A browser in the background polls every ten seconds. */
const RECENT_MS = 15_000;

/** Remembers for a moment which conversations were polled. */
export class RecentPolls {
  /** In order of the last poll. */
  readonly #polls = new Map<string, number>();

  note(conversationId: string): void {
    const now = performance.now();
    this.#polls.delete(conversationId);
    this.#polls.set(conversationId, now);
    for (const [id, at] of this.#polls) {
      if (now - at < RECENT_MS) return;
      this.#polls.delete(id);
    }
  }

  has(conversationId: string): boolean {
    const at = this.#polls.get(conversationId);
    return at !== undefined && performance.now() - at < RECENT_MS;
  }
}
