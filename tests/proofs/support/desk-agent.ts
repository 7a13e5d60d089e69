import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { DeskState } from '#desk/wire.ts';
import { emailOf, PASSWORD } from './add-agent.ts';
import type { Statuses } from './direct-line.ts';
import { StreamReader } from './stream-reader.ts';

const RETRY_MS = 30;
const TIMEOUT_MS = 20_000;

export interface DeskAgentOptions {
  name: string;
  /** The server that the agent's browser uses. */
  url: string;
  statuses: Statuses;
  /** Aborts all waiting, and ends the agent's presence. */
  signal: AbortSignal;
}

/** An agent at the desk. Like the desk in a browser, it never gives up sending a message. */
export class DeskAgent {
  readonly name: string;
  readonly #options: DeskAgentOptions;
  #cookie = '';

  /** Signs in; the agent is then present until the signal. */
  static async signIn(options: DeskAgentOptions): Promise<DeskAgent> {
    const agent = new DeskAgent(options);
    const credentials = { email: emailOf(agent.name), password: PASSWORD };
    const response = await agent.#post(options.url, '/sign-in', credentials);
    if (!response.ok) throw new Error(`${agent.name} could not sign in: ${response.status}`);
    agent.#cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    void agent.#stayPresent();
    return agent;
  }

  private constructor(options: DeskAgentOptions) {
    this.name = options.name;
    this.#options = options;
  }

  /** The cookie identifies this agent. */
  get cookie(): string {
    return this.#cookie;
  }

  /** Tries once to claim a chat. @returns the status: 200 for the agent who gets it, 409 for one who was too late */
  async claim(reference: string, url = this.#options.url): Promise<number> {
    return (await this.#post(url, `/chats/${reference}/claim`, {})).status;
  }

  /** Resends under the same client id until the server acknowledges. @throws if the server refuses (4xx) */
  async say(reference: string, text: string, clientId: string): Promise<void> {
    const { url, signal } = this.#options;
    for (;;) {
      const response = await this.#post(url, `/chats/${reference}/messages`, { text, clientId }).catch(
        () => undefined,
      );
      if (response?.ok === true) return;
      if (response !== undefined && response.status < 500)
        throw new Error(`${this.name} could not send “${text}”: ${response.status} ${response.body}`);
      await wait(RETRY_MS, undefined, { signal });
    }
  }

  /** The references of this agent's chats, as the desk lists them. */
  async chats(): Promise<string[]> {
    const { url, signal } = this.#options;
    const response = await fetch(`${url}/desk/api/state`, { headers: { cookie: this.#cookie }, signal });
    const { connected } = (await response.json()) as DeskState;
    return connected.filter(({ agent }) => agent?.name === this.name).map(({ reference }) => reference);
  }

  listen(reference: string): StreamReader {
    return new StreamReader((watermark) =>
      Promise.resolve(this.#open(`/desk/chats/${reference}/stream?watermark=${watermark}`)),
    );
  }

  /** The desk's socket makes the agent present; it reconnects whenever it is lost. */
  async #stayPresent(): Promise<void> {
    const { signal } = this.#options;
    while (!signal.aborted) {
      const socket = this.#open('/desk/socket');
      const leave = (): void => socket.terminate();
      signal.addEventListener('abort', leave);
      socket.on('error', () => socket.terminate());
      await new Promise<void>((resolve) => socket.on('close', () => resolve()));
      signal.removeEventListener('abort', leave);
      await wait(RETRY_MS);
    }
  }

  #open(path: string): WebSocket {
    const { url } = this.#options;
    return new WebSocket(`${url.replace('http', 'ws')}${path}`, {
      headers: { cookie: this.#cookie, origin: url },
    });
  }

  /** @throws if no complete answer arrived, so that the outcome is unknown */
  async #post(url: string, path: string, body: object) {
    const { signal, statuses } = this.#options;
    const response = await fetch(`${url}/desk/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.#cookie, origin: url },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const { ok, status, headers } = response;
    const answer = { ok, status, headers, body: await response.text() };
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    return answer;
  }
}
