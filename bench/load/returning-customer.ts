import { WebSocket } from 'ws';
import type { Customer } from './customer.ts';
import { HttpConnection } from './http-connection.ts';

const BASE = '/v3/directline/conversations';

interface Frame {
  activities: { type: string; replyToId?: string; from: { role: string } }[];
}

/** A customer who returns to a stored conversation, wherever it had got to, and continues it. */
export class ReturningCustomer implements Customer {
  readonly #http: HttpConnection;
  readonly #socket: WebSocket;
  readonly #path: string;
  readonly #secret: string;
  #replied: ((inReplyTo: string | undefined) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;
  #error: Error | undefined;

  /** Opens a stream that starts now. @param secret of Direct Line, which opens any conversation */
  static async arrive(url: string, secret: string, conversationId: string): Promise<ReturningCustomer> {
    const response = await fetch(`${url}${BASE}/${conversationId}`, {
      headers: { Authorization: `Bearer ${secret}` },
    });
    if (!response.ok) throw new Error(`A conversation was refused: ${await response.text()}`);
    const { streamUrl } = (await response.json()) as { streamUrl: string };
    const socket = new WebSocket(streamUrl, { perMessageDeflate: false });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return new ReturningCustomer(new HttpConnection(url), socket, secret, conversationId);
  }

  private constructor(http: HttpConnection, socket: WebSocket, secret: string, conversationId: string) {
    this.#http = http;
    this.#socket = socket;
    this.#secret = secret;
    this.#path = `${BASE}/${conversationId}/activities`;
    socket.on('message', (data: Buffer) => this.#receive(data));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', (code: number) => this.#fail(new Error(`The stream was closed: ${code}.`)));
  }

  async say(text: string): Promise<void> {
    if (this.#error !== undefined) throw this.#error;
    const replying = new Promise<string | undefined>((resolve, reject) => {
      this.#replied = resolve;
      this.#failed = reject;
    });
    const message = { type: 'message', text, from: { id: 'dl_returning' } };
    const [{ status, body }] = await Promise.all([
      this.#http.post(this.#path, message, this.#secret),
      replying,
    ]);
    if (status !== 200) throw new Error(`A message was answered with ${status}: ${body}`);
  }

  leave(): void {
    this.#failed = undefined;
    this.#socket.terminate();
    this.#http.close();
  }

  #fail(error: Error): void {
    this.#error ??= error;
    this.#failed?.(error);
  }

  #receive(data: Buffer): void {
    // An empty frame keeps the stream alive.
    if (data.length === 0) return;
    const frame = JSON.parse(data.toString()) as Frame;
    const reply = frame.activities.find(({ type, from }) => type === 'message' && from.role === 'bot');
    if (reply !== undefined) this.#replied?.(reply.replyToId);
  }
}
