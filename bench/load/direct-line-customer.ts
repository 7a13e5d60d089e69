import { WebSocket } from 'ws';
import type { Customer } from './customer.ts';
import { HttpConnection } from './http-connection.ts';

const BASE = '/v3/directline';

interface Frame {
  activities: { type: string; replyToId?: string; from: { role: string } }[];
}

/** A customer with a Direct Line stream: a message counts as answered when its reply is on the stream. */
export class DirectLineCustomer implements Customer {
  readonly #http: HttpConnection;
  readonly #socket: WebSocket;
  readonly #path: string;
  readonly #token: string;
  #replied: ((inReplyTo: string | undefined) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  /** Starts a conversation and opens its stream; resolves when the welcome arrives. */
  static async arrive(url: string, secret: string): Promise<DirectLineCustomer> {
    const http = new HttpConnection(url);
    const generated = await http.post(`${BASE}/tokens/generate`, {}, secret);
    const { token, conversationId } = JSON.parse(generated.body) as Record<string, string>;
    const started = await http.post(`${BASE}/conversations`, {}, token);
    if (started.status !== 201) throw new Error(`A conversation was refused: ${started.body}`);
    const { streamUrl } = JSON.parse(started.body) as { streamUrl: string };
    const customer = new DirectLineCustomer(http, streamUrl, token ?? '', conversationId ?? '');
    await customer.#nextReply();
    return customer;
  }

  private constructor(http: HttpConnection, streamUrl: string, token: string, conversationId: string) {
    this.#http = http;
    this.#token = token;
    this.#path = `${BASE}/conversations/${conversationId}/activities`;
    this.#socket = new WebSocket(streamUrl, { perMessageDeflate: false });
    this.#socket.on('message', (data: Buffer) => this.#receive(data));
    this.#socket.on('error', (error) => this.#failed?.(error));
    this.#socket.on('close', () => this.#failed?.(new Error('The stream was closed.')));
  }

  async say(text: string): Promise<void> {
    const replying = this.#nextReply();
    const posting = this.#http.post(this.#path, { type: 'message', text, from: { id: 'x' } }, this.#token);
    const [{ status, body }, inReplyTo] = await Promise.all([posting, replying]);
    if (status !== 200) throw new Error(`A message was answered with ${status}: ${body}`);
    const { id } = JSON.parse(body) as { id: string };
    if (id !== inReplyTo) throw new Error(`${id} was posted, ${inReplyTo} was answered.`);
  }

  /** Only keeps the stream open, like an idle page. */
  rest(): void {
    this.#http.close();
  }

  leave(): void {
    this.#failed = undefined;
    this.#socket.terminate();
    this.#http.close();
  }

  #nextReply(): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      this.#replied = resolve;
      this.#failed = reject;
    });
  }

  #receive(data: Buffer): void {
    const frame = JSON.parse(data.toString()) as Frame;
    const reply = frame.activities.find(({ type, from }) => type === 'message' && from.role === 'bot');
    if (reply !== undefined) this.#replied?.(reply.replyToId);
  }
}
