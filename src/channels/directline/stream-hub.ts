import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { Audience, StoredActivity, StoreEvent } from '../../store/events.ts';
import type { Store } from '../../store/store.ts';
import { frame } from './watermark.ts';

const PAGE = 200;
const BEAT_MS = 30_000;
const RETRY_MS = 1000;
/** Bytes a client may leave unread; one that reads slower is dropped, and comes back to a replay. */
const MAX_BUFFERED = 1024 * 1024;

interface Viewer {
  socket: WebSocket;
  conversationId: string;
  /** Place of the newest activity it was sent, or that was hidden from it. */
  sent: number;
  /** Reading from the transcript; live events wait. */
  catchingUp: boolean;
  /** There is more than the reading under way will find. */
  behind: boolean;
  alive: boolean;
}

/** All open streams of this process: each gets its conversation's activities once, in order. */
export class StreamHub {
  readonly #store: Store;
  readonly #log: Logger;
  readonly #viewers = new Map<string, Set<Viewer>>();
  readonly #unsubscribe: () => void;
  readonly #timer: NodeJS.Timeout;

  readonly #audience: Audience;

  /** @param audience whose streams these are: what is transient goes to one side alone */
  constructor(store: Store, log: Logger, audience: Audience = 'customer') {
    this.#store = store;
    this.#log = log;
    this.#audience = audience;
    this.#unsubscribe = store.events.subscribe((event) => this.#hear(event));
    this.#timer = setInterval(() => this.beat(), BEAT_MS);
    this.#timer.unref();
  }

  /** @param after the watermark its client has */
  attach(socket: WebSocket, conversationId: string, after: number): void {
    const viewer: Viewer = {
      socket,
      conversationId,
      sent: after,
      catchingUp: false,
      behind: false,
      alive: true,
    };
    let viewers = this.#viewers.get(conversationId);
    if (viewers === undefined) this.#viewers.set(conversationId, (viewers = new Set()));
    viewers.add(viewer);
    const here = (): void => {
      viewer.alive = true;
    };
    socket.on('pong', here);
    // Clients send empty frames to notice a dead connection themselves.
    socket.on('message', here);
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#detach(viewer));
    this.#catchUp(viewer);
  }

  /** Drops the sockets that have not answered since the last beat, and asks the others. */
  beat(): void {
    for (const viewers of this.#viewers.values()) {
      for (const viewer of viewers) {
        if (viewer.alive) {
          viewer.alive = false;
          viewer.socket.ping();
        } else {
          viewer.socket.terminate();
        }
      }
    }
  }

  /** Closes all streams; their clients connect again to another replica, or to this one's successor. */
  close(): void {
    clearInterval(this.#timer);
    this.#unsubscribe();
    for (const viewers of this.#viewers.values())
      for (const { socket } of viewers) socket.close(1001, 'The server is going away');
  }

  #detach(viewer: Viewer): void {
    const viewers = this.#viewers.get(viewer.conversationId);
    viewers?.delete(viewer);
    if (viewers?.size === 0) this.#viewers.delete(viewer.conversationId);
  }

  #hear(event: StoreEvent): void {
    if (event.kind === 'desk') return;
    if (event.kind === 'gap') {
      for (const viewers of this.#viewers.values()) for (const viewer of viewers) this.#catchUp(viewer);
      return;
    }
    for (const viewer of this.#viewers.get(event.conversationId) ?? []) {
      if (event.kind === 'activities') this.#show(viewer, event.activities);
      else if (event.kind === 'elsewhere') this.#catchUp(viewer);
      else if (event.to === this.#audience) this.#showTransient(viewer, event.body);
    }
  }

  #show(viewer: Viewer, activities: StoredActivity[]): void {
    const first = activities[0]?.seq ?? 0;
    if (viewer.catchingUp || first > viewer.sent + 1) this.#catchUp(viewer);
    else this.#send(viewer, activities);
  }

  /** The watermark stays where it is: nothing was stored. */
  #showTransient(viewer: Viewer, body: string): void {
    this.#push(viewer, frame([body], viewer.sent));
  }

  #send(viewer: Viewer, activities: StoredActivity[]): void {
    const unseen = activities.filter(({ seq }) => seq > viewer.sent);
    const last = unseen.at(-1);
    if (last === undefined) return;
    viewer.sent = last.seq;
    const visible = unseen.filter(({ hidden }) => !hidden).map(({ body }) => body);
    if (visible.length > 0) this.#push(viewer, frame(visible, last.seq));
  }

  #push({ socket }: Viewer, text: string): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_BUFFERED) socket.terminate();
    else socket.send(text);
  }

  #catchUp(viewer: Viewer): void {
    viewer.behind = true;
    if (!viewer.catchingUp) void this.#replay(viewer);
  }

  async #replay(viewer: Viewer): Promise<void> {
    const { socket, conversationId } = viewer;
    viewer.catchingUp = true;
    try {
      while (viewer.behind && socket.readyState === socket.OPEN) {
        viewer.behind = false;
        const page = await this.#store.transcript.after(conversationId, viewer.sent, PAGE);
        this.#send(viewer, page);
        if (page.length === PAGE) {
          viewer.behind = true;
          // A long transcript goes out no faster than it is read.
          await new Promise((resolve) => socket.ping(undefined, undefined, resolve));
        }
      }
      viewer.catchingUp = false;
    } catch (error) {
      this.#log.warn({ err: error, conversationId }, 'A stream could not be read; trying again');
      setTimeout(() => {
        viewer.catchingUp = false;
        this.#catchUp(viewer);
      }, RETRY_MS).unref();
    }
  }
}
