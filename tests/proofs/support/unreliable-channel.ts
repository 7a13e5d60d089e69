import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Activity } from '#bot-framework/activity.ts';

const REFUSALS = ['429', '429, seconds', '429, date', '502', '412'] as const;
type Refusal = (typeof REFUSALS)[number];

/** The values of Retry-After, in seconds, and the latest date that it names. */
const ASKED_S = 2;
const LONGEST_ANSWER_MS = 25;
/** The bot doubles its delay each time, so more refusals in a row would take minutes. */
const MAX_IN_A_ROW = 4;

/** A request from the bot, as the channel received it. Times are from `performance.now()`. */
export interface ChannelRequest {
  at: number;
  /** Which run of the server sent it. */
  life: number;
  text: string;
  /** The whole activity as JSON. */
  body: string;
  /** Undefined when it was accepted. */
  refusal: Refusal | undefined;
  /** The earliest time for a retry, when it was refused. */
  notBefore: number;
}

export interface UnreliableChannelParts {
  random: () => number;
  /** The share of a thread's requests to refuse, 0 to 1. */
  refused: (thread: string) => number;
}

/** A fake channel service that refuses some requests and records all of them. */
export class UnreliableChannel {
  readonly threads = new Map<string, ChannelRequest[]>();
  /** Incremented each time the server is killed. */
  life = 1;
  /** Whether it refuses anything at the moment. */
  isUnreliable = false;
  /** The number of accepted messages. */
  taken = 0;
  serviceUrl = '';
  readonly #parts: UnreliableChannelParts;
  readonly #arrivals = new EventEmitter().setMaxListeners(0);

  constructor(parts: UnreliableChannelParts) {
    this.#parts = parts;
  }

  /** @returns a function that stops it */
  async start(): Promise<() => void> {
    const server = createServer((request, response) => {
      // A killed server aborts its request half-way.
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

  /** Resolves with a thread's first accepted request that matches. @throws if the signal aborts */
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

  /** Resolves when this many messages have been accepted. @throws if the signal aborts */
  async untilAccepted(count: number, signal: AbortSignal): Promise<void> {
    while (this.taken < count) await once(this.#arrivals, 'arrival', { signal });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    const { random, refused } = this.#parts;
    const thread = decodeURIComponent(/\/conversations\/([^/]+)\//.exec(request.url ?? '')?.[1] ?? '');
    const activity = (await json(request)) as Partial<Activity>;
    const requests = this.threads.get(thread) ?? [];
    const lately = requests.slice(-MAX_IN_A_ROW);
    const isEnough = lately.length === MAX_IN_A_ROW && lately.every((each) => each.refusal !== undefined);
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
    // The bot may retry on its own after three quarters of a second.
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
