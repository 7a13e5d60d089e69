import { EventEmitter, once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { Page, Seen } from './direct-line.ts';

const RECONNECT_MS = 30;

/** An activity of a chat, as both sides receive it. */
export interface ChatSeen extends Seen {
  channelData?: {
    clientActivityID?: string;
    agent?: { name: string };
    handoff?: { state: string; reference?: string };
  };
}

/** Reads a chat's stream from watermark to watermark, however often the connection is lost. */
export class StreamReader {
  /** Everything it received, in order, including duplicates. */
  readonly seen: ChatSeen[] = [];
  readonly #connect: (watermark: string) => Promise<WebSocket>;
  readonly #arrivals = new EventEmitter().setMaxListeners(0);
  readonly #reading: Promise<void>;
  #watermark = '0';
  #socket: WebSocket | undefined;
  #closed = false;

  /**
   * Starts reading.
   * @param connect opens a socket that replays from the watermark; when it throws, reading ends
   */
  constructor(connect: (watermark: string) => Promise<WebSocket>) {
    this.#connect = connect;
    this.#reading = this.#read();
  }

  /** Cuts the connection as a network would; the reader reconnects. */
  drop(): void {
    this.#socket?.terminate();
  }

  /** Resolves with the first activity that matches. @throws if the signal aborts */
  async until(isMeant: (activity: ChatSeen) => boolean, signal: AbortSignal): Promise<ChatSeen> {
    for (;;) {
      const found = this.seen.find(isMeant);
      if (found !== undefined) return found;
      await once(this.#arrivals, 'arrival', { signal });
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#socket?.terminate();
    await this.#reading;
  }

  async #read(): Promise<void> {
    try {
      while (!this.#closed) await this.#listen();
    } catch {
      // The verdict shows whether it missed anything.
      this.#closed = true;
    }
  }

  async #listen(): Promise<void> {
    const socket = await this.#connect(this.#watermark);
    this.#socket = socket;
    if (this.#closed) socket.terminate();
    socket.on('error', () => socket.terminate());
    socket.on('message', (data: Buffer) => this.#take(JSON.parse(data.toString()) as Page));
    await new Promise<void>((resolve) => socket.on('close', () => resolve()));
    await wait(RECONNECT_MS);
  }

  #take({ activities, watermark }: Page): void {
    this.#watermark = watermark;
    this.seen.push(...activities.filter(({ type }) => type !== 'typing'));
    this.#arrivals.emit('arrival');
  }
}
