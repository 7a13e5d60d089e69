import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { PresenceStore } from '#handoff/chat.ts';
import type { PacedSocket, PacedSockets } from '#http/paced-sockets.ts';
import type { StoreEvents } from '#store/events.ts';
import type { DeskState } from './wire.ts';

/** Changes that come together are sent together. */
const GATHER_MS = 30;
/** Also when nothing was heard: somebody's absence makes no sound. */
const INTERVAL_MS = 5000;
const BEAT_MS = 10_000;
/** Tells the page to ask for a password instead of connecting again. */
const SIGNED_OUT = 4401;
/** WebSocket's own code for a fault of the server's. */
const TRY_AGAIN = 1011;

export interface DeskBroadcasterParts {
  events: StoreEvents;
  presences: PresenceStore;
  readState: () => Promise<DeskState>;
  sockets: PacedSockets;
  clock: () => Date;
  presenceTimeoutMs: number;
  log: Logger;
}

interface Guarded {
  socket: WebSocket;
  /** Whether whoever opened it is still signed in. */
  isSignedIn: () => Promise<boolean>;
}

interface DeskConnection {
  line: PacedSocket;
  agentId: string;
  isSignedIn: () => Promise<boolean>;
  sent: string;
  /** It reads slowly; when it has room again it gets the newest state, and none of those before. */
  isWaiting: boolean;
}

/** All open desks of this process: each has the state, and its agent is there as long as it is connected. */
export class DeskBroadcaster {
  readonly #parts: DeskBroadcasterParts;
  readonly #desks = new Set<DeskConnection>();
  readonly #others = new Set<Guarded>();
  readonly #unsubscribe: () => void;
  readonly #timers: NodeJS.Timeout[];
  #gathering: NodeJS.Timeout | undefined;

  constructor(parts: DeskBroadcasterParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.events.subscribe(({ kind }) => {
      if (kind === 'desk' || kind === 'gap') this.#sendSoon();
    });
    this.#timers = [
      setInterval(() => this.#sendSoon(), INTERVAL_MS).unref(),
      setInterval(() => void this.beat(), Math.min(BEAT_MS, parts.presenceTimeoutMs / 3)).unref(),
    ];
  }

  /** Takes on a desk; its agent counts as there from now on. Never throws. */
  async attach(
    socket: WebSocket,
    { agentId, isSignedIn }: Pick<DeskConnection, 'agentId' | 'isSignedIn'>,
  ): Promise<void> {
    const line = this.#parts.sockets.pace(socket);
    const desk: DeskConnection = { line, agentId, isSignedIn, sent: '', isWaiting: false };
    this.#desks.add(desk);
    line.onClose(() => this.#desks.delete(desk));
    try {
      await this.#parts.presences.note(agentId, { at: this.#parts.clock() });
      await this.#tell();
    } catch (error) {
      // The desk connects again by itself, and finds the database back.
      this.#parts.log.warn({ err: error }, 'A desk was connected while the database was away');
      line.close(TRY_AGAIN, 'Try again');
    }
  }

  /** Closes a socket of another kind too when its agent is signed out. */
  guard(other: Guarded): void {
    this.#others.add(other);
    other.socket.on('close', () => this.#others.delete(other));
  }

  /** Takes down who is there, drops desks that went dead, and closes those whose agent was signed out. */
  async beat(): Promise<void> {
    for (const desk of this.#desks) {
      try {
        desk.line.beat();
        if (!desk.line.isOpen) continue;
        if (await desk.isSignedIn()) {
          await this.#parts.presences.note(desk.agentId, { at: this.#parts.clock() });
        } else desk.line.close(SIGNED_OUT, 'Signed out');
      } catch (error) {
        this.#parts.log.warn({ err: error }, 'It could not be taken down who is at the desk');
      }
    }
    for (const { socket, isSignedIn } of this.#others)
      if (!(await isSignedIn().catch(() => true))) socket.close(SIGNED_OUT, 'Signed out');
  }

  close(): void {
    this.#unsubscribe();
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#gathering);
    for (const { line } of this.#desks) line.close(1001, 'The server is going away');
  }

  #sendSoon(): void {
    if (this.#desks.size === 0) return;
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      void this.#tell();
    }, GATHER_MS).unref();
  }

  async #tell(): Promise<void> {
    try {
      const text = JSON.stringify(await this.#parts.readState());
      for (const desk of this.#desks) {
        if (desk.sent === text || !desk.line.isOpen) continue;
        if (!desk.line.hasRoom) {
          void this.#tellLater(desk);
          continue;
        }
        desk.sent = text;
        desk.line.send(text);
      }
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'The desks could not be told the news; trying again');
    }
  }

  async #tellLater(desk: DeskConnection): Promise<void> {
    if (desk.isWaiting) return;
    desk.isWaiting = true;
    const isOpen = await desk.line.room();
    desk.isWaiting = false;
    if (isOpen) this.#sendSoon();
  }
}
