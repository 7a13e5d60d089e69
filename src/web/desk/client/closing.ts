import { type ReadonlySignal, signal } from '@preact/signals';
import { type Backoff, waitAfter } from '#time/backoff.ts';
import { api } from '../api.ts';
import { createPendingCloses, type PendingClose, type PendingCloses } from './pending-closes.ts';

/** How long a close can be undone. */
export const UNDO_MS = 5000;
/** How long after the due time a tab finishes a close that another tab started but apparently did not finish. */
const OTHER_TAB_MS = 3000;
const BACKOFF: Backoff = { firstMs: 500, longestMs: 8000 };

/** Status codes for a chat that cannot be closed, now or later: it is another agent's, gone, or already closed. */
const REFUSALS = [403, 404, 409];
/** The code for a chat that another tab or the customer has already ended. */
const IS_OVER = 'Over';

/**
 * Chats that are about to be closed. A close is sent to the server once it can no longer be undone, when the page is
 * left, or by another tab if this one crashed. Until then it is stored in the browser, so none is lost.
 */
export class Closing {
  readonly #closes: PendingCloses;
  readonly #onProblem: (problem: string) => void;
  readonly #pending = signal<readonly PendingClose[]>([]);
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #sending = new Map<string, Promise<void>>();
  /** The references of the closes started in this tab. */
  readonly #own = new Set<string>();
  readonly #stopWatching: () => void;
  #isOver = false;

  /** @param onProblem called with a sentence if the server did not close a chat */
  constructor(agentId: string, onProblem: (problem: string) => void) {
    this.#closes = createPendingCloses(agentId);
    this.#onProblem = onProblem;
    this.#stopWatching = this.#closes.watch(() => this.#refresh());
    addEventListener('pagehide', this.#sendOwn);
    this.#refresh();
  }

  /** The pending closes of all tabs. */
  get pending(): ReadonlySignal<readonly PendingClose[]> {
    return this.#pending;
  }

  close(closed: Omit<PendingClose, 'dueAt'>): void {
    const { reference } = closed;
    this.#stopTimer(reference);
    this.#own.add(reference);
    this.#closes.add({ ...closed, dueAt: Date.now() + UNDO_MS });
    this.#refresh();
  }

  /** Undoes a close, unless it was already sent to the server. @returns whether it was undone */
  undo(reference: string): boolean {
    const canUndo = this.#isPending(reference) && !this.#sending.has(reference);
    if (canUndo) this.#forget(reference);
    return canUndo;
  }

  /** Sends all closes started here to the server. Those that could not be sent wait for the next page. */
  async finish(): Promise<void> {
    await Promise.all(this.#begunHere().map((each) => this.#send(each)));
  }

  end(): void {
    this.#sendOwn();
    this.#isOver = true;
    for (const reference of this.#timers.keys()) this.#stopTimer(reference);
    this.#stopWatching();
    removeEventListener('pagehide', this.#sendOwn);
  }

  /** Follows the stored closes: what any tab started, undid, or sent to the server. */
  #refresh(): void {
    this.#pending.value = this.#closes.all();
    for (const reference of this.#timers.keys()) if (!this.#isPending(reference)) this.#stopTimer(reference);
    for (const each of this.#pending.peek()) this.#plan(each);
  }

  #plan(close: PendingClose): void {
    const { reference, dueAt } = close;
    if (this.#timers.has(reference) || this.#sending.has(reference)) return;
    this.#sendIn(dueAt - Date.now() + (this.#own.has(reference) ? 0 : OTHER_TAB_MS), close, 1);
  }

  #sendIn(milliseconds: number, close: PendingClose, tries: number): void {
    if (this.#isOver) return;
    const begin = (): void => void (this.#isPending(close.reference) && this.#send(close, tries));
    this.#timers.set(close.reference, setTimeout(begin, Math.max(0, milliseconds)));
  }

  #send(close: PendingClose, tries = 1): Promise<void> {
    const { reference } = close;
    this.#stopTimer(reference);
    const sent = this.#sending.get(reference) ?? this.#tell(close, tries);
    this.#sending.set(reference, sent);
    return sent;
  }

  async #tell(close: PendingClose, tries: number): Promise<void> {
    const answer = await api.closeChat(close);
    this.#sending.delete(close.reference);
    if (answer.ok || REFUSALS.includes(answer.status)) {
      this.#forget(close.reference);
      if (!answer.ok && answer.code !== IS_OVER) this.#onProblem(answer.problem);
    } else this.#sendIn(waitAfter(BACKOFF, tries), close, tries + 1);
  }

  #forget(reference: string): void {
    this.#own.delete(reference);
    this.#closes.remove(reference);
    this.#refresh();
  }

  #begunHere(): PendingClose[] {
    return this.#pending.peek().filter(({ reference }) => this.#own.has(reference));
  }

  /** Sends at once, before the page is gone. */
  readonly #sendOwn = (): void => {
    for (const each of this.#begunHere()) void this.#send(each);
  };

  #isPending(wanted: string): boolean {
    return this.#pending.peek().some(({ reference }) => reference === wanted);
  }

  #stopTimer(reference: string): void {
    clearTimeout(this.#timers.get(reference));
    this.#timers.delete(reference);
  }
}
