import { setTimeout as wait } from 'node:timers/promises';
import { SECRET } from './server-process.ts';

const RETRY_MS = 30;
const TIMEOUT_MS = 20_000;

/** The fields of an activity, as a client receives it, that the proofs read. */
export interface Seen {
  id: string;
  type: string;
  text?: string;
  from: { id: string; role?: string };
  replyToId?: string;
  channelData?: { clientActivityID?: string };
  suggestedActions?: { actions: { title: string }[] };
}

export interface Page {
  activities: Seen[];
  watermark: string;
}

/** How many answers had each status; none may be 500. */
export type Statuses = Map<number, number>;

/** A conversation that a client has started. */
export interface Opened {
  conversationId: string;
  token: string;
}

/** A small Direct Line client that never gives up: it retries until the server answers successfully. */
export class DirectLineClient {
  readonly #target: () => string;
  readonly #statuses: Statuses;
  readonly #signal: AbortSignal;

  /**
   * @param target called before every attempt; returns the server to use
   * @param signal aborts all waiting
   */
  constructor(target: () => string, statuses: Statuses, signal: AbortSignal) {
    this.#target = target;
    this.#statuses = statuses;
    this.#signal = signal;
  }

  async open(): Promise<Opened> {
    const { token } = await this.#insist<Opened>('POST', '/tokens/generate', SECRET, {});
    const { conversationId } = await this.#insist<Opened>('POST', '/conversations', token, {});
    return { conversationId, token };
  }

  /** @returns the activity's id, which acknowledges it */
  async post({ conversationId, token }: Opened, text: string, clientId: string): Promise<string> {
    const activity = {
      type: 'message',
      text,
      from: { id: 'customer' },
      channelData: { clientActivityID: clientId },
    };
    const path = `/conversations/${conversationId}/activities`;
    return (await this.#insist<{ id: string }>('POST', path, token, activity)).id;
  }

  poll({ conversationId, token }: Opened, watermark: string): Promise<Page> {
    const path = `/conversations/${conversationId}/activities?watermark=${watermark}`;
    return this.#insist('GET', path, token);
  }

  /** @returns a stream URL on the server that answered, which replays from the watermark */
  async streamUrl({ conversationId, token }: Opened, watermark: string): Promise<string> {
    const path = `/conversations/${conversationId}?watermark=${watermark}`;
    return (await this.#insist<{ streamUrl: string }>('GET', path, token)).streamUrl;
  }

  /** @throws if the server refuses (4xx), or if the signal aborts */
  async #insist<T>(method: string, path: string, token: string, body?: unknown): Promise<T> {
    for (;;) {
      const response = await this.#attempt(method, path, token, body);
      if (response?.ok === true) return response.body as T;
      if (response !== undefined && response.status < 500)
        throw new Error(`${method} ${path.split('?')[0]} was refused with ${response.status}`);
      await wait(RETRY_MS, undefined, { signal: this.#signal });
    }
  }

  /** @returns undefined if no complete answer arrived, so that the outcome is unknown */
  async #attempt(method: string, path: string, token: string, body: unknown) {
    try {
      const response = await fetch(`${this.#target()}/v3/directline${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        signal: AbortSignal.any([this.#signal, AbortSignal.timeout(TIMEOUT_MS)]),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = { ok: response.ok, status: response.status, body: await response.json() };
      this.#statuses.set(answer.status, (this.#statuses.get(answer.status) ?? 0) + 1);
      return answer;
    } catch {
      this.#signal.throwIfAborted();
      return undefined;
    }
  }
}
