import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { PacedSocket, PacedSockets } from '#http/paced-sockets.ts';
import type { Audience, StoredActivity, StoreEvent } from '#store/events.ts';
import type { Store } from '#store/store.ts';
import { frame, framesOf } from './watermark.ts';

/** How much of the transcript to read at a time. Small, because it stays in memory while a slow client reads it. */
const PAGE = { rows: 200, bytes: 64 * 1024 };
const BEAT_MS = 30_000;
const RETRY_MS = 1000;

interface Viewer {
  stream: PacedSocket;
  conversationId: string;
  /** The server's own address, as its client reaches it. */
  base: string;
  /** Sequence number of the newest activity that was sent to it or hidden from it. */
  sent: number;
  /** A read from the transcript is in progress; live events wait. */
  catchingUp: boolean;
  /** More activities arrived than the current read will find. */
  behind: boolean;
}

export interface StreamBroadcasterParts {
  store: Store;
  sockets: PacedSockets;
  log: Logger;
  /** Who reads this stream: transient activities go to one side only. */
  audience: Audience;
}

/**
 * All open streams of this process. Each gets its conversation's activities once, in order, and no faster than it reads
 * them. A slow client gets the rest from the transcript once it has room again.
 */
export class StreamBroadcaster {
  readonly #parts: StreamBroadcasterParts;
  readonly #viewers = new Map<string, Set<Viewer>>();
  readonly #unsubscribe: () => void;
  readonly #timer: NodeJS.Timeout;

  constructor(parts: StreamBroadcasterParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.store.events.subscribe((event) => this.#hear(event));
    this.#timer = setInterval(() => this.beat(), BEAT_MS);
    this.#timer.unref();
  }

  /**
   * @param base the server's own address, as its client reaches it
   * @param after the client's watermark
   */
  attach(
    socket: WebSocket,
    { conversationId, base, after }: { conversationId: string; base: string; after: number },
  ): void {
    const stream = this.#parts.sockets.pace(socket);
    const viewer: Viewer = { stream, conversationId, base, sent: after, catchingUp: false, behind: false };
    let viewers = this.#viewers.get(conversationId);
    if (viewers === undefined) this.#viewers.set(conversationId, (viewers = new Set()));
    viewers.add(viewer);
    stream.onClose(() => this.#detach(viewer));
    // An empty frame, sent at once, shows our clients that frames get through: some proxies block them.
    stream.send(frame([], after));
    this.#catchUp(viewer);
  }

  /** Whether a stream of the conversation is open in this process. */
  hasViewers(conversationId: string): boolean {
    return this.#viewers.has(conversationId);
  }

  /** Drops the sockets that have not answered since the last beat, and pings the others. */
  beat(): void {
    for (const viewers of this.#viewers.values()) for (const { stream } of viewers) stream.beat();
  }

  /** Closes all streams; their clients reconnect to another replica, or to this one after its restart. */
  close(): void {
    clearInterval(this.#timer);
    this.#unsubscribe();
    for (const viewers of this.#viewers.values())
      for (const { stream } of viewers) stream.close(1001, 'The server is shutting down');
  }

  #detach(viewer: Viewer): void {
    const viewers = this.#viewers.get(viewer.conversationId);
    viewers?.delete(viewer);
    if (viewers?.size === 0) this.#viewers.delete(viewer.conversationId);
  }

  #hear(event: StoreEvent): void {
    if (event.kind === 'desk' || event.kind === 'accounts') return;
    if (event.kind === 'gap') {
      for (const viewers of this.#viewers.values()) for (const viewer of viewers) this.#catchUp(viewer);
      return;
    }
    for (const viewer of this.#viewers.get(event.conversationId) ?? []) {
      if (event.kind === 'activities') this.#show(viewer, event.activities);
      else if (event.kind === 'elsewhere') this.#catchUp(viewer);
      else if (event.to === this.#parts.audience) this.#showTransient(viewer, event.body);
    }
  }

  #show(viewer: Viewer, activities: StoredActivity[]): void {
    const { stream, catchingUp, sent } = viewer;
    const first = activities[0]?.seq ?? 0;
    if (catchingUp || first > sent + 1) return this.#catchUp(viewer);
    const unseen = activities.filter(({ seq }) => seq > sent);
    for (const { text, seq } of framesOf(unseen, viewer.base)) {
      if (!stream.hasRoom) return this.#catchUp(viewer);
      stream.send(text);
      viewer.sent = seq;
    }
    viewer.sent = unseen.at(-1)?.seq ?? viewer.sent;
    return undefined;
  }

  /**
   * The watermark does not move, because nothing was stored. A slow client misses the activity, which would be stale
   * later.
   */
  #showTransient({ stream, sent }: Viewer, body: string): void {
    if (stream.hasRoom) stream.send(frame([body], sent));
  }

  #catchUp(viewer: Viewer): void {
    viewer.behind = true;
    if (!viewer.catchingUp) void this.#replay(viewer);
  }

  async #replay(viewer: Viewer): Promise<void> {
    const { conversationId } = viewer;
    const { store, sockets, log } = this.#parts;
    viewer.catchingUp = true;
    try {
      while (viewer.behind && (await viewer.stream.room())) {
        await sockets.turn();
        viewer.behind = false;
        const page = await store.transcript.page(conversationId, viewer.sent, PAGE);
        await this.#sendPage(viewer, page.activities);
        viewer.behind ||= page.hasMore;
      }
      viewer.catchingUp = false;
    } catch (error) {
      log.warn({ err: error, conversationId }, 'could not read a stream; trying again');
      setTimeout(() => {
        viewer.catchingUp = false;
        this.#catchUp(viewer);
      }, RETRY_MS).unref();
    }
  }

  async #sendPage(viewer: Viewer, activities: StoredActivity[]): Promise<void> {
    for (const { text, seq } of framesOf(activities, viewer.base)) {
      if (!(await viewer.stream.room())) return;
      viewer.stream.send(text);
      viewer.sent = seq;
    }
    viewer.sent = activities.at(-1)?.seq ?? viewer.sent;
  }
}
