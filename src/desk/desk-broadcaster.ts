import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { PresenceStore } from '#handoff/chat.ts';
import type { PacedSocket, PacedSockets } from '#http/paced-sockets.ts';
import type { StoreEvents } from '#store/events.ts';
import { createPeriodicTask, type PeriodicTask } from '#time/periodic-task.ts';
import type { DeskState } from './wire.ts';

/** Changes within this time are sent together, in milliseconds. */
const GATHER_MS = 30;
/** Presence is checked on a timer, because an agent who drops out causes no event. */
const INTERVAL_MS = 5000;
const BEAT_MS = 10_000;
/** Makes the page ask for a password instead of reconnecting. */
const SIGNED_OUT = 4401;
/** WebSocket's own code for a server error. */
const TRY_AGAIN = 1011;

export interface DeskBroadcasterParts {
  events: StoreEvents;
  presences: PresenceStore;
  readState: () => Promise<DeskState>;
  sockets: PacedSockets;
  clock: () => Date;
  presenceTimeoutMs: number;
  log: Logger;
  pollMs?: number | undefined;
}

interface Guarded {
  socket: WebSocket;
  /** Whether the agent who opened this desk is still signed in. */
  isSignedIn: () => Promise<boolean>;
}

interface DeskConnection {
  line: PacedSocket;
  agentId: string;
  isSignedIn: () => Promise<boolean>;
  sent: string;
  /** The desk reads slowly: once it has room, it gets only the newest state. */
  isWaiting: boolean;
}

/** All open desks of this process. Each gets the state, and its agent is present while the desk is connected. */
export class DeskBroadcaster {
  readonly #parts: DeskBroadcasterParts;
  readonly #desks = new Set<DeskConnection>();
  readonly #others = new Set<Guarded>();
  readonly #unsubscribe: () => void;
  readonly #beating: NodeJS.Timeout;
  /** One at a time, so that no desk gets an older state after a newer one. */
  readonly #publishing: PeriodicTask;
  #gathering: NodeJS.Timeout | undefined;

  constructor(parts: DeskBroadcasterParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.events.subscribe(({ kind }) => {
      if (kind === 'desk' || kind === 'gap') this.#sendSoon();
      // An agent who was signed out disappears at once.
      if (kind === 'accounts') void this.beat();
    });
    this.#publishing = createPeriodicTask(() => this.#publish(), parts.pollMs ?? INTERVAL_MS);
    this.#publishing.start();
    const beatMs = Math.min(BEAT_MS, parts.presenceTimeoutMs / 3);
    this.#beating = setInterval(() => void this.beat(), beatMs).unref();
  }

  /** Adds a desk; its agent is present from then on. Never throws. */
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
      await this.#publishing.runNow();
    } catch (error) {
      // The desk reconnects by itself once the database is back.
      this.#parts.log.warn(
        { err: error },
        'could not read the state for a new desk; closing it to reconnect',
      );
      line.close(TRY_AGAIN, 'Try again');
    }
  }

  /** Also closes another kind of socket when its agent is signed out. */
  guard(other: Guarded): void {
    this.#others.add(other);
    other.socket.on('close', () => this.#others.delete(other));
  }

  /** Records who is present, drops dead desks, and closes those whose agent was signed out. */
  async beat(): Promise<void> {
    for (const desk of this.#desks) {
      try {
        desk.line.beat();
        if (!desk.line.isOpen) continue;
        if (await desk.isSignedIn()) {
          await this.#parts.presences.note(desk.agentId, { at: this.#parts.clock() });
        } else desk.line.close(SIGNED_OUT, 'Signed out');
      } catch (error) {
        this.#parts.log.warn({ err: error }, 'could not record who is at the desk; trying again');
      }
    }
    for (const { socket, isSignedIn } of this.#others)
      if (!(await isSignedIn().catch(() => true))) socket.close(SIGNED_OUT, 'Signed out');
  }

  close(): void {
    this.#unsubscribe();
    void this.#publishing.stop();
    clearInterval(this.#beating);
    clearTimeout(this.#gathering);
    for (const { line } of this.#desks) line.close(1001, 'The server is shutting down');
  }

  #sendSoon(): void {
    if (this.#desks.size === 0) return;
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      void this.#publishing.runNow();
    }, GATHER_MS).unref();
  }

  async #publish(): Promise<void> {
    if (this.#desks.size === 0) return;
    try {
      const text = JSON.stringify(await this.#parts.readState());
      for (const desk of this.#desks) {
        if (desk.sent === text || !desk.line.isOpen) continue;
        if (!desk.line.hasRoom) {
          void this.#publishLater(desk);
          continue;
        }
        desk.sent = text;
        desk.line.send(text);
      }
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'could not send the new state to the desks; trying again');
    }
  }

  async #publishLater(desk: DeskConnection): Promise<void> {
    if (desk.isWaiting) return;
    desk.isWaiting = true;
    const isOpen = await desk.line.room();
    desk.isWaiting = false;
    if (isOpen) this.#sendSoon();
  }
}
