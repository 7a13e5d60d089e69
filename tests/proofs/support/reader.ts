import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { DirectLineClient, Opened, Page, Seen } from './direct-line.ts';

const POLL_MS = 60;
const RECONNECT_MS = 30;

export type Way = 'socket' | 'poll';

/** Reads a conversation as clients do, from watermark to watermark, however often the server is killed. */
export class Reader {
  readonly way: Way;
  /** The ids of everything it received, in order, including duplicates. */
  readonly ids: string[] = [];
  readonly #client: DirectLineClient;
  readonly #conversation: Opened;
  readonly #onActivity: (activity: Seen) => void;
  readonly #reading: Promise<void>;
  #watermark = '0';
  #socket: WebSocket | undefined;
  #closed = false;

  /** Starts reading. */
  constructor(
    client: DirectLineClient,
    conversation: Opened,
    way: Way,
    onActivity: (activity: Seen) => void,
  ) {
    this.way = way;
    this.#client = client;
    this.#conversation = conversation;
    this.#onActivity = onActivity;
    this.#reading = this.#read();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#socket?.terminate();
    await this.#reading;
  }

  /** Ends with `close`, or quietly when the client's signal aborts. */
  async #read(): Promise<void> {
    try {
      while (!this.#closed) await (this.way === 'poll' ? this.#poll() : this.#listen());
    } catch {
      this.#closed = true;
    }
  }

  async #poll(): Promise<void> {
    this.#take(await this.#client.poll(this.#conversation, this.#watermark));
    await wait(POLL_MS);
  }

  async #listen(): Promise<void> {
    const url = await this.#client.streamUrl(this.#conversation, this.#watermark);
    if (this.#closed) return;
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.on('error', () => socket.terminate());
    socket.on('message', (data: Buffer) => {
      if (data.length > 0) this.#take(JSON.parse(data.toString()) as Page);
    });
    await new Promise<void>((resolve) => socket.on('close', () => resolve()));
    await wait(RECONNECT_MS);
  }

  #take({ activities, watermark }: Page): void {
    this.#watermark = watermark;
    for (const activity of activities) {
      if (activity.type === 'typing') continue;
      this.ids.push(activity.id);
      this.#onActivity(activity);
    }
  }
}
