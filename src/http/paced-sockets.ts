import type { WebSocket } from 'ws';
import { createFairYield } from './fair-yield.ts';

export interface SocketLimits {
  /** Bytes that one client may leave unread before the server stops sending. */
  unreadBytes: number;
  /** The same for all clients together: beyond it, those that have stalled longest are disconnected. */
  unreadBytesInAll: number;
  /** A client with unread bytes that reads nothing for this long is disconnected. */
  stallMs: number;
  /** Frames and pings that a client may send between two heartbeats. */
  framesPerBeat: number;
  /** Sockets open at once. */
  sockets: number;
}

export const SOCKET_LIMITS: SocketLimits = {
  unreadBytes: 64 * 1024,
  unreadBytesInAll: 32 * 1024 * 1024,
  stallMs: 30_000,
  framesPerBeat: 600,
  sockets: 8000,
};

/** What a socket reports to `PacedSockets`. */
interface Ledger {
  limits: SocketLimits;
  /** Something was sent and is still unread. */
  added: (socket: PacedSocket, bytes: number) => void;
  /** The client has read. */
  removed: (socket: PacedSocket, bytes: number) => void;
  closed: (socket: PacedSocket) => void;
}

/**
 * A WebSocket that is written to no faster than its client reads. A sender first checks for room; without room it
 * waits, then reads from the store what is new, so that nothing piles up in memory.
 */
export class PacedSocket {
  readonly #socket: WebSocket;
  readonly #ledger: Ledger;
  #unread = 0;
  #frames = 0;
  #isAlive = true;
  #waiting: ((isOpen: boolean) => void)[] = [];

  /** Created by `PacedSockets.pace`. */
  constructor(socket: WebSocket, ledger: Ledger) {
    this.#socket = socket;
    this.#ledger = ledger;
    const countFrame = (): void => {
      this.#isAlive = true;
      this.#frames += 1;
      if (this.#frames > ledger.limits.framesPerBeat) this.drop();
    };
    socket.on('pong', countFrame);
    socket.on('ping', countFrame);
    // Clients send empty frames to detect a dead connection themselves.
    socket.on('message', countFrame);
    socket.on('error', () => this.drop());
    socket.on('close', () => this.#settle());
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Bytes that were sent and that the client has not read. */
  get unread(): number {
    return this.#unread;
  }

  /** Whether something may be sent now. */
  get hasRoom(): boolean {
    return this.isOpen && this.#unread < this.#ledger.limits.unreadBytes;
  }

  /** Waits until something may be sent. @returns false when the socket has closed */
  room(): Promise<boolean> {
    if (!this.isOpen || this.hasRoom) return Promise.resolve(this.isOpen);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Sends a text frame if the socket is open. Call it only when there is room. */
  send(text: string): void {
    if (!this.isOpen) return;
    const frame = Buffer.from(text);
    this.#unread += frame.length;
    this.#ledger.added(this, frame.length);
    this.#socket.send(frame, { binary: false }, () => this.#drained(frame.length));
  }

  /** Drops a client that has not responded since the last heartbeat, and pings the others. */
  beat(): void {
    if (!this.#isAlive) return this.drop();
    this.#isAlive = false;
    this.#frames = 0;
    this.#socket.ping();
    return undefined;
  }

  /** Closes the connection cleanly. @param code of RFC 6455, or our own from 4000 on */
  close(code: number, why: string): void {
    this.#socket.close(code, why);
  }

  /** Closes the connection at once and discards unread bytes. */
  drop(): void {
    this.#socket.terminate();
    this.#settle();
  }

  onClose(listener: () => void): void {
    this.#socket.on('close', listener);
  }

  #drained(bytes: number): void {
    // A closed socket has already been subtracted.
    if (this.#unread === 0) return;
    this.#unread -= bytes;
    this.#ledger.removed(this, bytes);
    if (this.hasRoom) this.#wake(true);
  }

  #settle(): void {
    const unread = this.#unread;
    this.#unread = 0;
    this.#ledger.removed(this, unread);
    this.#ledger.closed(this);
    this.#wake(false);
  }

  #wake(isOpen: boolean): void {
    for (const wake of this.#waiting.splice(0)) wake(isOpen);
  }
}

/** All WebSockets of this process: paced individually, and limited in memory together. */
export class PacedSockets {
  readonly #limits: SocketLimits;
  readonly #open = new Set<PacedSocket>();
  /** The sockets with unread bytes and their last read, longest stalled first. */
  readonly #readAt = new Map<PacedSocket, number>();
  #unread = 0;
  #isWatching = false;
  /** Resolves when it is the caller's slot; await it before reading for a socket. */
  readonly turn = createFairYield();

  constructor(limits: SocketLimits = SOCKET_LIMITS) {
    this.#limits = limits;
  }

  /** Whether one more socket may open. */
  get hasCapacity(): boolean {
    return this.#open.size < this.#limits.sockets;
  }

  /** Sockets that are open. */
  get open(): number {
    return this.#open.size;
  }

  /** Bytes that all clients together have not read yet. */
  get unread(): number {
    return this.#unread;
  }

  /** Takes over a newly opened socket; nothing else may write to it. */
  pace(socket: WebSocket): PacedSocket {
    const paced = new PacedSocket(socket, {
      limits: this.#limits,
      added: (from, bytes) => this.#added(from, bytes),
      removed: (from, bytes) => this.#removed(from, bytes),
      closed: (from) => this.#open.delete(from),
    });
    this.#open.add(paced);
    return paced;
  }

  #added(socket: PacedSocket, bytes: number): void {
    this.#unread += bytes;
    if (!this.#readAt.has(socket)) this.#readAt.set(socket, performance.now());
    this.#watch();
    for (const [slowest] of this.#readAt) {
      if (this.#unread <= this.#limits.unreadBytesInAll) break;
      slowest.drop();
    }
  }

  #removed(socket: PacedSocket, bytes: number): void {
    this.#unread -= bytes;
    this.#readAt.delete(socket);
    if (socket.unread > 0) this.#readAt.set(socket, performance.now());
  }

  /** Looks for stalled clients while anybody has unread bytes. */
  #watch(): void {
    if (this.#isWatching || this.#readAt.size === 0) return;
    this.#isWatching = true;
    setTimeout(() => this.#dropStalled(), this.#limits.stallMs / 2).unref();
  }

  #dropStalled(): void {
    this.#isWatching = false;
    const limit = performance.now() - this.#limits.stallMs;
    for (const [socket, readAt] of this.#readAt) if (readAt <= limit) socket.drop();
    this.#watch();
  }
}
