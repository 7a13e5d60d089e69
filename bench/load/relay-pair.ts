import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Pair, Side } from './exchange.ts';

/** Two people who write to each other through the bare relay. */
export class RelayPair implements Pair {
  onMessage: Pair['onMessage'] = () => undefined;
  readonly #sockets: Record<Side, WebSocket>;

  static async meet(url: string, number: number): Promise<RelayPair> {
    const pair = new RelayPair(`${url.replace('http', 'ws')}/${number}`);
    await Promise.all(Object.values(pair.#sockets).map((socket) => once(socket, 'open')));
    return pair;
  }

  private constructor(url: string) {
    this.#sockets = { customer: this.#open(url, 'customer'), agent: this.#open(url, 'agent') };
  }

  say(side: Side, text: string): Promise<void> {
    this.#sockets[side].send(JSON.stringify({ type: 'message', text }));
    return Promise.resolve();
  }

  leave(): void {
    for (const socket of Object.values(this.#sockets)) socket.terminate();
  }

  #open(url: string, side: Side): WebSocket {
    const socket = new WebSocket(`${url}/${side}`, { perMessageDeflate: false });
    socket.on('message', (data: Buffer) => {
      const { text } = JSON.parse(data.toString()) as { text: string };
      this.onMessage(side, text);
    });
    return socket;
  }
}
