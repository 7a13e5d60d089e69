import { EventEmitter, once } from 'node:events';

/** The messages that clients saw acknowledged and answered. */
export class Ledger {
  readonly #accepted = new Set<string>();
  readonly #answered = new Set<string>();
  readonly #changes = new EventEmitter().setMaxListeners(0);

  get accepted(): number {
    return this.#accepted.size;
  }

  /** Ids of acknowledged messages whose answer no client has seen yet. */
  get unanswered(): string[] {
    return [...this.#accepted].filter((id) => !this.#answered.has(id));
  }

  accept(id: string): void {
    this.#accepted.add(id);
    this.#changes.emit('change');
  }

  answer(id: string): void {
    this.#answered.add(id);
    this.#changes.emit('change');
  }

  /** Resolves after this many more acknowledgements. @throws if the signal aborts */
  async untilAccepted(more: number, signal: AbortSignal): Promise<void> {
    const wanted = this.#accepted.size + more;
    while (this.#accepted.size < wanted) await once(this.#changes, 'change', { signal });
  }

  /** Resolves when all of these are answered. @throws if the signal aborts */
  async untilAnswered(ids: readonly string[], signal: AbortSignal): Promise<void> {
    while (!ids.every((id) => this.#answered.has(id))) await once(this.#changes, 'change', { signal });
  }
}
