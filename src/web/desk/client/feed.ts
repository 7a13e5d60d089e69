import type { DeskUpdates, DeskState } from '#desk/wire.ts';
import { type Backoff, waitAfter } from '#time/backoff.ts';
import { ask, json } from '#web/widget/client/direct-line.ts';
import type { Surroundings } from '#web/widget/client/surroundings.ts';
import { FeedSocket } from './feed-socket.ts';

const POLL_MS = 2000;
/** A timer that is this late shows that the machine slept. Browsers delay those of hidden pages by up to a minute. */
const SLEPT_MS = 90_000;
const BACKOFF: Backoff = { firstMs: POLL_MS, longestMs: 16_000 };

/** A frame of a chat's stream. */
interface Frame {
  activities?: object[];
  watermark?: string;
}

/** A reader of a chat. */
export interface Follower {
  /** The watermark to resume from. */
  watermark: () => string;
  onFrame: (frame: Frame) => void;
}

export interface FeedParts {
  surroundings: Pick<Surroundings, 'fetch' | 'openSocket' | 'after' | 'now' | 'random' | 'listen'>;
  onState: (state: DeskState) => void;
  onConnected: (isConnected: boolean) => void;
  onSignedOut: () => void;
}

/**
 * Everything that the desk receives: over sockets, or by polling while a socket carries nothing because it is still
 * opening or a proxy blocks it.
 */
export class Feed {
  readonly #parts: FeedParts;
  readonly #client: FeedSocket;
  readonly #chats = new Map<string, { line: FeedSocket; follower: Follower }>();
  #cursor = '';
  #failedPolls = 0;
  #stopTimer: (() => void) | undefined;
  /** When the next poll is due. */
  #dueAt = 0;
  readonly #stopListening: () => void;
  #isOver = false;

  constructor(parts: FeedParts) {
    this.#parts = parts;
    this.#client = new FeedSocket({
      ...parts,
      url: () => '/desk/socket',
      onText: (text) => parts.onState(JSON.parse(text) as DeskState),
      onProven: parts.onConnected,
      onSignedOut: () => this.#signedOut(),
    });
    // Sockets that were open before the network went, or the machine slept, often stay silent instead of closing.
    this.#stopListening = parts.surroundings.listen((happening) => {
      if (happening === 'online') this.#reopen();
    });
    this.#pollIn(POLL_MS);
  }

  /** Follows a chat. @returns a function that stops it */
  follow(reference: string, follower: Follower): () => void {
    const line = new FeedSocket({
      ...this.#parts,
      url: () =>
        `/desk/chats/${encodeURIComponent(reference)}/stream?watermark=${encodeURIComponent(follower.watermark())}`,
      onText: (text) => follower.onFrame(JSON.parse(text) as Frame),
      onProven: () => undefined,
      onSignedOut: () => this.#signedOut(),
    });
    this.#chats.set(reference, { line, follower });
    return () => {
      line.close();
      this.#chats.delete(reference);
    };
  }

  close(): void {
    this.#isOver = true;
    this.#stopListening();
    this.#stopTimer?.();
    for (const line of this.#lines()) line.close();
  }

  #lines(): FeedSocket[] {
    return [this.#client, ...[...this.#chats.values()].map(({ line }) => line)];
  }

  #reopen(): void {
    for (const line of this.#lines()) line.reopen();
  }

  #signedOut(): void {
    if (this.#isOver) return;
    this.close();
    this.#parts.onSignedOut();
  }

  #pollIn(milliseconds: number): void {
    if (this.#isOver) return;
    this.#dueAt = this.#parts.surroundings.now() + milliseconds;
    this.#stopTimer = this.#parts.surroundings.after(milliseconds, () => void this.#poll());
  }

  async #poll(): Promise<void> {
    const { surroundings, onConnected } = this.#parts;
    if (surroundings.now() - this.#dueAt > SLEPT_MS) this.#reopen();
    const silent = [...this.#chats].filter(([, { line }]) => !line.isProven);
    if (this.#client.isProven && silent.length === 0) {
      this.#failedPolls = 0;
      this.#pollIn(POLL_MS);
      return;
    }
    const query = new URLSearchParams([
      ['cursor', this.#cursor],
      ...silent.map(([reference, { follower }]) => ['chat', `${reference}@${follower.watermark()}`]),
    ]);
    const outcome = await ask<DeskUpdates>(
      surroundings,
      `/desk/api/updates?${query}`,
      json('GET', undefined),
    );
    if (this.#isOver) return;
    if (outcome.kind === 'ok') {
      this.#hear(outcome.body);
      this.#pollIn(outcome.body.chats.some(({ isMore }) => isMore) ? 0 : POLL_MS);
    } else if (outcome.kind === 'refused' && outcome.status === 401) this.#signedOut();
    else {
      this.#failedPolls += 1;
      if (!this.#client.isProven) onConnected(false);
      this.#pollIn(waitAfter(BACKOFF, this.#failedPolls, surroundings.random()));
    }
  }

  #hear({ cursor, state, chats }: DeskUpdates): void {
    this.#cursor = cursor;
    if (!this.#client.isProven) {
      // A socket never delivers an older state.
      if (state !== null) this.#parts.onState(state);
      this.#parts.onConnected(true);
    }
    for (const { reference, ...frame } of chats) this.#chats.get(reference)?.follower.onFrame(frame);
    // The server itself was down, so the sockets were not at fault.
    if (this.#failedPolls > 0) for (const line of this.#lines()) line.tryNow();
    this.#failedPolls = 0;
  }
}
