import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { ConversationState, MemoryStorage } from '#bot-framework/state.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import { TURN_STORAGE } from '#bot/turn-storage.ts';
import { type DirectLine, mountDirectLine } from '#channels/directline/direct-line.ts';
import { DEFAULT_LIMITS, type DirectLineOptions } from '#channels/directline/options.ts';
import { createLocation } from '#http/location.ts';
import { createHttpServer } from '#http/server.ts';
import { createUpgrades } from '#http/upgrades.ts';
import type { Store } from '#store/store.ts';
import { silent } from '#tests/support/silent.ts';

export const SECRET = 'a-secret-that-only-this-test-knows';
export const BOT = { id: 'support-bot', name: 'Support' };

/** A bot that numbers its messages, so that lost or duplicated state shows. */
export const countingBot: BotLogic = async (context) => {
  const storage = context.turnState.get(TURN_STORAGE) ?? new MemoryStorage();
  const state = new ConversationState(storage);
  const count = state.createProperty<number>('count');
  if (context.activity.type === 'conversationUpdate') {
    const joined = context.activity.membersAdded ?? [];
    if (joined.some(({ id }) => id !== context.activity.recipient.id)) await context.sendActivity('Welcome');
  } else {
    const n = (await count.get(context, 0)) + 1;
    await count.set(context, n);
    await context.sendActivity(`${n}: ${context.activity.text}`);
  }
  await state.saveChanges(context);
};

export interface Running {
  url: string;
  line: DirectLine;
  store: Store;
  stop(): Promise<void>;
}

/**
 * The shipped limits, except for polls: tests poll without a pause, and a poll over the limit would return nothing.
 */
export const TEST_LIMITS = { ...DEFAULT_LIMITS, pollsPerSecond: 100_000, pollsPerSecondPerAddress: 100_000 };

/** A real server on a free port, stopped when the test ends. */
export async function serve(
  store: Store,
  changes: Partial<DirectLineOptions> = {},
  mounted?: (line: DirectLine) => void,
): Promise<Running> {
  const server = createHttpServer(silent);
  const line = mountDirectLine(server, {
    upgrades: createUpgrades(server.server, silent),
    store,
    bot: countingBot,
    botAccount: BOT,
    secret: SECRET,
    allowedOrigins: [],
    location: createLocation({ trustProxy: false }),
    limits: TEST_LIMITS,
    clock: () => new Date(),
    log: silent,
    ...changes,
  });
  mounted?.(line);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  line.start();
  const { port } = server.server.address() as AddressInfo;
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopped ??= (async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await line.stop();
      server.server.closeAllConnections();
      await closed;
    })());
  onTestFinished(stop);
  return { url: `http://127.0.0.1:${port}`, line, store, stop };
}

export interface Sent {
  status: number;
  // Tests inspect bodies of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
  headers: Headers;
}

const isRaw = (body: unknown): body is string | FormData | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof FormData || body instanceof Uint8Array;

/** Sends one request to Direct Line; `path` is relative to `/v3/directline`. */
export async function call(
  url: string,
  method: string,
  path: string,
  { token, body, headers = {} }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Sent> {
  const response = await fetch(`${url}/v3/directline${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined || isRaw(body) ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isRaw(body) ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? undefined : JSON.parse(text),
    headers: response.headers,
  };
}

/** A visitor who has started a conversation. */
export interface Visitor {
  conversationId: string;
  token: string;
  streamUrl: string;
  userId: string;
  say(text: string, clientId?: string): Promise<Sent>;
  poll(watermark?: string): Promise<Sent>;
}

export async function visit(url: string): Promise<Visitor> {
  const generated = await call(url, 'POST', '/tokens/generate', { token: SECRET, body: {} });
  const { token, conversationId } = generated.body;
  const started = await call(url, 'POST', '/conversations', { token, body: { user: {} } });
  const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
  return {
    conversationId,
    token,
    streamUrl: started.body.streamUrl,
    userId: claims.user,
    say: (text, clientId) =>
      call(url, 'POST', `/conversations/${conversationId}/activities`, {
        token,
        body: {
          type: 'message',
          text,
          from: { id: 'whoever' },
          ...(clientId === undefined ? {} : { channelData: { clientActivityID: clientId } }),
        },
      }),
    poll: (watermark = '') =>
      call(url, 'GET', `/conversations/${conversationId}/activities?watermark=${watermark}`, { token }),
  };
}

/** An open stream that records what it receives. */
export class Stream {
  readonly frames: { activities: Record<string, unknown>[]; watermark: string }[] = [];
  readonly socket: WebSocket;
  readonly closed: Promise<number>;
  #waiting: (() => void)[] = [];

  constructor(url: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(url, { headers });
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data: Buffer) => {
      this.frames.push(JSON.parse(data.toString()));
      for (const wake of this.#waiting.splice(0)) wake();
    });
    onTestFinished(() => this.socket.terminate());
  }

  get activities(): Record<string, unknown>[] {
    return this.frames.flatMap(({ activities }) => activities);
  }

  get texts(): unknown[] {
    return this.activities.filter(({ type }) => type === 'message').map(({ text }) => text);
  }

  /** Waits until the stream has received what the condition asks for. */
  async until(found: (stream: this) => boolean): Promise<void> {
    while (!found(this)) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Waits for the message with this text. */
  untilText(text: string): Promise<void> {
    return this.until(({ texts }) => texts.includes(text));
  }

  opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('error', reject);
    });
  }
}

/** Polls until the reply to a message arrives, as a client without WebSockets does. */
export async function pollUntil(visitor: Visitor, text: string): Promise<string[]> {
  for (;;) {
    const { body } = await visitor.poll();
    const texts = body.activities.map((activity: { text?: string }) => activity.text);
    if (texts.includes(text)) return texts;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
