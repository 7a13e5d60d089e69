import { type Backoff, waitAfter } from '#time/backoff.ts';
import { PROOF_MS, SocketTrust } from '#web/common/socket-trust.ts';
import type { Socket, Surroundings } from '#web/widget/client/surroundings.ts';

/** The server's close code when the agent is no longer signed in. */
const SIGNED_OUT = 4401;
/** Used only while sockets are trusted, so only a few times. */
const BACKOFF: Backoff = { firstMs: 300, longestMs: 600 };

export interface FeedSocketParts {
  surroundings: Pick<Surroundings, 'openSocket' | 'after' | 'now' | 'random'>;
  /** Called before each attempt, since a stream resumes from its watermark. */
  url: () => string;
  onText: (text: string) => void;
  /** Called when frames start to arrive, and when they stop. */
  onProven: (isProven: boolean) => void;
  onSignedOut: () => void;
}

/** One of the desk's WebSockets. It reconnects by itself: soon, or later if sockets keep failing. */
export class FeedSocket {
  readonly #parts: FeedSocketParts;
  #socket: Socket | undefined;
  #trust = new SocketTrust();
  #provenAt: number | undefined;
  #stopTimer: (() => void) | undefined;

  constructor(parts: FeedSocketParts) {
    this.#parts = parts;
    this.#open();
  }

  /** Whether the socket works, so that polling is not needed. */
  get isProven(): boolean {
    return this.#provenAt !== undefined;
  }

  /** Tries at once, since whatever blocked the socket may be gone. */
  tryNow(): void {
    if (!this.isProven) this.reopen();
  }

  /** Replaces the socket: its connection may have ended without a word. */
  reopen(): void {
    const { isProven } = this;
    this.#trust = new SocketTrust();
    this.#drop();
    if (isProven) this.#parts.onProven(false);
    this.#open();
  }

  close(): void {
    this.#drop();
  }

  #open(): void {
    const { surroundings, url, onText, onProven, onSignedOut } = this.#parts;
    const socket = surroundings.openSocket(url());
    this.#socket = socket;
    this.#stopTimer = surroundings.after(PROOF_MS, () => this.#failed(() => this.#trust.wasSilent()));
    socket.addEventListener('message', ({ data }) => {
      if (socket !== this.#socket) return;
      if (!this.isProven) {
        this.#stopTimer?.();
        this.#provenAt = surroundings.now();
        onProven(true);
      }
      if (data !== '') onText(String(data));
    });
    socket.addEventListener('close', ({ code }) => {
      if (socket !== this.#socket) return;
      if (code === SIGNED_OUT) {
        this.#drop();
        onSignedOut();
        return;
      }
      const lived = this.#provenAt === undefined ? 0 : surroundings.now() - this.#provenAt;
      this.#failed(() => this.#trust.ended(lived));
    });
  }

  #failed(note: () => void): void {
    const { surroundings, onProven } = this.#parts;
    const { isProven } = this;
    note();
    this.#drop();
    if (isProven) onProven(false);
    const { isLost, failures } = this.#trust;
    const random = surroundings.random();
    const pause = isLost ? this.#trust.pauseMs(random) : waitAfter(BACKOFF, failures + 1, random);
    this.#stopTimer = surroundings.after(pause, () => this.#open());
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#provenAt = undefined;
    this.#stopTimer?.();
    socket?.close();
  }
}
