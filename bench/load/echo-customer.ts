import type { Customer } from './customer.ts';
import { HttpConnection } from './http-connection.ts';

/**
 * A customer of a bot at /api/messages who expects the replies in the response. This is the cheapest way for the bot,
 * which otherwise sends each reply in a separate request.
 */
export class EchoCustomer implements Customer {
  readonly #http: HttpConnection;
  readonly #id: string;
  #sent = 0;

  constructor(url: string, id: string) {
    this.#http = new HttpConnection(url);
    this.#id = id;
  }

  async say(text: string): Promise<void> {
    this.#sent += 1;
    const { status, body } = await this.#http.post('/api/messages', {
      type: 'message',
      id: `${this.#id}-${this.#sent}`,
      channelId: 'emulator',
      serviceUrl: 'http://127.0.0.1:9',
      deliveryMode: 'expectReplies',
      conversation: { id: this.#id },
      from: { id: `user-of-${this.#id}` },
      recipient: { id: 'bot' },
      text,
    });
    if (status !== 200) throw new Error(`The bot answered ${status}: ${body}`);
    const { activities } = JSON.parse(body) as { activities: unknown[] };
    if (activities.length === 0) throw new Error('The bot said nothing.');
  }

  leave(): void {
    this.#http.close();
  }
}
