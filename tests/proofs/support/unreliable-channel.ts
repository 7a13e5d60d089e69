import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Activity } from '#bot-framework/activity.ts';

const REFUSALS = ['429', '429, seconds', '429, date', '502', '412'] as const;
type Refusal = (typeof REFUSALS)[number];

/** Retry-After in seconds, and the farthest that a date is ahead. */
const ASKED_S = 2;
const LONGEST_ANSWER_MS = 25;
/** More would be a matter of minutes: the bot waits twice as long each time. */
const MOST_IN_A_ROW = 4;

/** A request of the bot, as the channel got it. Times are of `performance.now()`. */
export interface ChannelRequest {
  at: number;
  /** The server's life in which it came. */
  life: number;
  text: string;
  /** The whole activity, JSON. */
  body: string;
  /** Undefined: it was taken. */
  refusal: Refusal | undefined;
  /** Not to be asked again before, where it was refused. */
  notBefore: number;
}

export interface UnreliableChannelParts {
  random: () => number;
  /** Part of a thread's requests that are refused, 0 to 1. */
  refused: (thread: string) => number;
}

/** A channel's service that refuses some requests before it takes anything, and remembers all. */
export class UnreliableChannel {
  readonly threads = new Map<string, ChannelRequest[]>();
  /** Counted up by whoever kills the server. */
  life = 1;
  /** Whether it refuses anything. */
  isUnreliable = false;
  /** Messages taken. */
  taken = 0;
  serviceUrl = '';
  readonly #parts: UnreliableChannelParts;
  readonly #arrivals = new EventEmitter().setMaxListeners(0);

  constructor(parts: UnreliableChannelParts) {
    this.#parts = parts;
  }

  /** @returns what ends it */
  async start(): Promise<() => void> {
    const server = createServer((request, response) => {
      // A server that is killed breaks off in the middle.
      this.#answer(request, response).catch(() => response.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    return () => {
      server.close();
      server.closeAllConnections();
    };
  }

  /** Resolves with the first request of a thread that was taken and is meant. @throws when the signal ends the waiting */
  async until(
    thread: string,
    isMeant: (request: ChannelRequest) => boolean,
    signal: AbortSignal,
  ): Promise<ChannelRequest> {
    for (;;) {
      const found = this.threads.get(thread)?.find((each) => each.refusal === undefined && isMeant(each));
      if (found !== undefined) return found;
      await once(this.#arrivals, 'arrival', { signal });
    }
  }

  /** Resolves when that many messages were taken. @throws when the signal ends the waiting */
  async untilTaken(count: number, signal: AbortSignal): Promise<void> {
    while (this.taken < count) await once(this.#arrivals, 'arrival', { signal });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    const { random, refused } = this.#parts;
    const thread = decodeURIComponent(/\/conversations\/([^/]+)\//.exec(request.url ?? '')?.[1] ?? '');
    const activity = (await json(request)) as Partial<Activity>;
    const requests = this.threads.get(thread) ?? [];
    const lately = requests.slice(-MOST_IN_A_ROW);
    const isEnough = lately.length === MOST_IN_A_ROW && lately.every((each) => each.refusal !== undefined);
    const isRefused = this.isUnreliable && random() < refused(thread) && !isEnough;
    const refusal = isRefused ? REFUSALS[Math.floor(random() * REFUSALS.length)] : undefined;
    const kept: ChannelRequest = {
      at,
      life: this.life,
      text: activity.text ?? '',
      body: JSON.stringify(activity),
      refusal,
      notBefore: 0,
    };
    this.threads.set(thread, [...requests, kept]);
    if (refusal === undefined) this.taken += 1;
    this.#arrivals.emit('arrival');
    await wait(random() * LONGEST_ANSWER_MS);
    response.setHeader('content-type', 'application/json');
    if (refusal === undefined) {
      response.end(JSON.stringify({ id: `${thread}-${requests.length}` }));
      return;
    }
    // So soon the bot may come back by itself: three quarters of a second.
    let asked = 750;
    if (refusal === '429, seconds') {
      asked = ASKED_S * 1000;
      response.setHeader('retry-after', ASKED_S);
    }
    if (refusal === '429, date') {
      const date = new Date(Date.now() + ASKED_S * 1000).toUTCString();
      asked = Date.parse(date) - Date.now();
      response.setHeader('retry-after', date);
    }
    kept.notBefore = performance.now() + Math.max(asked, 750);
    response.statusCode = Number.parseInt(refusal, 10);
    response.end(JSON.stringify({ error: { code: 'Refused', message: 'Not now' } }));
  }
}
