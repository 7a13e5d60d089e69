import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { askForPerson } from '#tests/proofs/support/chat-pair.ts';
import type { DeskAgent } from '#tests/proofs/support/desk-agent.ts';
import type { DirectLineClient } from '#tests/proofs/support/direct-line.ts';
import type { Pair, Side } from './exchange.ts';
import { JsonPoster } from './json-poster.ts';

/** The agent of a chat, with the connections of a single browser. */
export interface SeatedAgent {
  agent: DeskAgent;
  poster: JsonPoster;
}

interface Ways {
  reference: string;
  customer: { poster: JsonPoster; path: string; socket: WebSocket };
  agent: { poster: JsonPoster; path: string; socket: WebSocket };
}

/** A customer and an agent in a connected chat of the real server. */
export class ChatPair implements Pair {
  onMessage: Pair['onMessage'] = () => undefined;
  readonly #ways: Ways;

  /** Opens a chat: a customer asks for a person, and this agent claims it. */
  static async meet(
    url: string,
    client: DirectLineClient,
    { agent, poster }: SeatedAgent,
    signal: AbortSignal,
  ): Promise<ChatPair> {
    const { opened, reference, reader } = await askForPerson(client, signal);
    const status = await agent.claim(reference);
    if (status !== 200) throw new Error(`${agent.name} did not get ${reference}: ${status}`);
    await reader.until(({ channelData }) => channelData?.handoff?.state === 'connected', signal);
    await reader.close();
    const stream = `${url.replace('http', 'ws')}/desk/chats/${reference}/stream?watermark=0`;
    const pair = new ChatPair({
      reference,
      customer: {
        poster: new JsonPoster(url, { authorization: `Bearer ${opened.token}` }),
        path: `/v3/directline/conversations/${opened.conversationId}/activities`,
        socket: new WebSocket(await client.streamUrl(opened, '0'), { perMessageDeflate: false }),
      },
      agent: {
        poster,
        path: `/desk/api/chats/${reference}/messages`,
        socket: new WebSocket(stream, {
          perMessageDeflate: false,
          headers: { cookie: agent.cookie, origin: url },
        }),
      },
    });
    await pair.#listen();
    return pair;
  }

  private constructor(ways: Ways) {
    this.#ways = ways;
  }

  say(side: Side, text: string): Promise<void> {
    const { poster, path } = this.#ways[side];
    const clientId = randomUUID();
    const body =
      side === 'agent'
        ? { text, clientId }
        : { type: 'message', text, from: { id: 'x' }, channelData: { clientActivityID: clientId } };
    return poster.post(path, body);
  }

  /** The agent's connections stay open, because all their chats share them. */
  leave(): void {
    const { customer, agent } = this.#ways;
    customer.poster.close();
    customer.socket.terminate();
    agent.socket.terminate();
  }

  async #listen(): Promise<void> {
    const { customer, agent } = this.#ways;
    for (const [side, socket] of [
      ['customer', customer.socket],
      ['agent', agent.socket],
    ] as const)
      socket.on('message', (data: Buffer) => {
        const { activities } = JSON.parse(data.toString()) as { activities: { text?: string }[] };
        for (const { text } of activities) if (text !== undefined) this.onMessage(side, text);
      });
    await Promise.all([customer, agent].map(({ socket }) => once(socket, 'open')));
  }
}
