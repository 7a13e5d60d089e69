import { EventEmitter, once } from 'node:events';
import { inject, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { AppParts } from '#app-parts.ts';
import { withStore } from '#cli/with-store.ts';
import type { DeskChat, DeskState } from '#desk/wire.ts';
import type { Chat } from '#handoff/chat.ts';
import type { Role } from '#store/roles.ts';
import type { Store } from '#store/store.ts';
import { messageForm } from '#web/common/message-form.ts';
import { call, SECRET, Stream, visit, type Visitor } from '../channels/directline/harness.ts';
import { onEngines } from '../store/engines.ts';
import { loadShortAssets } from '../support/assets.ts';
import { createMigratedDataDir } from '../support/data-dir.ts';
import { type HttpAnswer, send } from '../support/http.ts';
import { password, passwordHash } from '../support/password.ts';
import { borrowDatabase } from '../support/postgres.ts';
import { startApp } from '../support/running-app.ts';

const ownPage = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };

/** What a desk's socket has received. */
class WatchedDesk {
  state: DeskState | undefined;
  /** The code with which the server closes it. */
  readonly closed: Promise<number>;
  readonly #changes = new EventEmitter();

  constructor(address: string, headers: Record<string, string>) {
    const socket = new WebSocket(address, { headers });
    this.closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('message', (data: Buffer) => {
      if (data.length === 0) return;
      this.state = JSON.parse(data.toString()) as DeskState;
      this.#changes.emit('change');
    });
    onTestFinished(() => socket.terminate());
  }

  /** Resolves once it has received what is expected. */
  async until(isExpected: (desk: WatchedDesk) => boolean): Promise<void> {
    while (!isExpected(this)) await once(this.#changes, 'change');
  }
}

/** A signed-in agent. */
interface ServerAgent {
  id: string;
  cookie: string;
  post: (path: string, body?: object, headers?: Record<string, string>) => Promise<HttpAnswer>;
  get: (path: string) => Promise<HttpAnswer>;
  state: () => Promise<DeskState>;
  /** Returns the waiting chats once there are this many. */
  queue: (length: number) => Promise<DeskChat[]>;
  /** Opens the stream of a chat, as the desk does. */
  listens: (reference: string, watermark?: number) => Stream;
  says: (reference: string, text: string, clientId?: string) => Promise<HttpAnswer>;
  /** Sends files with a text, as the desk's page does. */
  sends: (
    reference: string,
    message: { text: string; clientId: string },
    files: File[],
    where?: 'chats' | 'tickets',
  ) => Promise<Response>;
  /** Opens the desk's own socket. */
  watches: () => WatchedDesk;
}

/** A customer with an open stream. */
interface ServerCustomer extends Visitor {
  stream: Stream;
  /** Sends a message and waits for a reply that contains these words. */
  asks: (text: string, expected: string) => Promise<void>;
  sees: (words: string) => Promise<void>;
  /** The newest status of the hand-off that the customer received. */
  handoffStatus: () => Record<string, unknown> | undefined;
  sendsEvent: (name: string, value: object) => Promise<void>;
  /** Sends typing. */
  types: () => Promise<void>;
}

/** The whole server, with agents at its desk and customers. */
export interface RunningServer {
  url: string;
  dataDir: string;
  agent: (name: string, role?: Role) => Promise<ServerAgent>;
  customer: () => Promise<ServerCustomer>;
  /** Works on the store while the server runs, as an operator's commands do. */
  withStore: (work: (store: Store) => Promise<void>) => Promise<void>;
  /** A chat as stored. */
  storedChat: (reference: string) => Promise<Chat | undefined>;
  /** A customer who has asked for a person. */
  waitingCustomer: () => Promise<ServerCustomer & { reference: string }>;
}

const turnOfLoop = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** Does the same as `onEngines`. @param tests gets a function that opens a server on the engine */
export function onServers(title: string, tests: (open: typeof openServer) => void, open = openServer): void {
  onEngines(title, ({ kind }) => {
    tests(async (environment, parts) =>
      open(kind === 'sqlite' ? environment : { DATABASE_URL: await borrowDatabase(), ...environment }, parts),
    );
  });
}

/** Does the same with servers that know little. */
export const onShortServers = (title: string, tests: (open: typeof openServer) => void): void =>
  onServers(title, tests, openShortServer);

/**
 * Opens a server over the shortened knowledge, which takes a fraction of the time to read. For tests of which none is
 * about how well the bot understands.
 */
export const openShortServer: typeof openServer = async (environment, parts) =>
  openServer(
    { KNOWLEDGE_DIR: inject('shortKnowledge'), ...environment },
    { content: await loadShortAssets(), ...parts },
  );

export async function openServer(
  environment: Record<string, string> = {},
  parts: Partial<AppParts> = {},
): Promise<RunningServer> {
  const dataDir = createMigratedDataDir();
  const { app, url } = await startApp(
    {
      DATA_DIR: dataDir,
      DIRECT_LINE_SECRET: SECRET,
      RATE_LIMIT: 'off',
      ...environment,
    },
    parts,
  );
  onTestFinished(() => app.stop());
  const besides: RunningServer['withStore'] = (work) =>
    withStore({ dataDir, logLevel: 'silent', databaseUrl: environment['DATABASE_URL'] }, work);

  const agent: RunningServer['agent'] = async (name, role = 'agent') => {
    const email = `${name.toLowerCase()}@example.com`;
    await besides(({ agents }) =>
      agents.add({ name, email, role, passwordHash }, new Date()).then(() => undefined),
    );
    const postTo = (path: string, body: object = {}, headers: Record<string, string> = {}) =>
      send(`${url}/desk/api${path}`, { method: 'POST', headers: { ...ownPage, ...headers }, body });
    const signedIn = await postTo('/sign-in', { email, password });
    const cookie = (signedIn.headers['set-cookie']?.[0] ?? '').split(';', 1)[0] ?? '';
    const get = (path: string) => send(`${url}/desk/api${path}`, { headers: { cookie } });
    const post: ServerAgent['post'] = (path, body, headers) => postTo(path, body, { cookie, ...headers });
    const state = async () => (await get('/state')).json() as DeskState;
    return {
      id: (signedIn.json() as { id: string }).id,
      cookie,
      post,
      get,
      state,
      async queue(length) {
        for (;;) {
          const { waiting } = await state();
          if (waiting.length === length) return waiting;
          await turnOfLoop();
        }
      },
      listens: (reference, watermark = 0) =>
        new Stream(`${url.replace('http', 'ws')}/desk/chats/${reference}/stream?watermark=${watermark}`, {
          cookie,
          origin: url,
        }),
      says: (reference, text, clientId = `id-of-${text}-and-more`) =>
        post(`/chats/${reference}/messages`, { text, clientId }),
      sends: (reference, message, files, where = 'chats') =>
        fetch(`${url}/desk/api/${where}/${reference}/upload`, {
          method: 'POST',
          headers: { cookie, 'sec-fetch-site': 'same-origin' },
          body: messageForm(message, files),
        }),
      watches: () => new WatchedDesk(`${url.replace('http', 'ws')}/desk/socket`, { cookie, origin: url }),
    };
  };

  const customer: RunningServer['customer'] = async () => {
    const visitor = await visit(url);
    const stream = new Stream(visitor.streamUrl);
    const sees = (words: string) =>
      stream.until(({ texts }) => texts.some((text) => String(text).includes(words)));
    await sees('Hello!');
    return {
      ...visitor,
      stream,
      sees,
      async asks(text, expected) {
        await visitor.say(text);
        await sees(expected);
      },
      handoffStatus() {
        const bodies = stream.activities.map(
          ({ channelData }) => (channelData as { handoff?: Record<string, unknown> } | undefined)?.handoff,
        );
        return bodies.findLast((handoff) => handoff !== undefined);
      },
      async types() {
        await call(url, 'POST', `/conversations/${visitor.conversationId}/activities`, {
          token: visitor.token,
          body: { type: 'typing', from: { id: 'whoever' } },
        });
      },
      async sendsEvent(name, value) {
        await call(url, 'POST', `/conversations/${visitor.conversationId}/activities`, {
          token: visitor.token,
          body: { type: 'event', name, value, from: { id: 'whoever' } },
        });
      },
    };
  };

  return {
    url,
    dataDir,
    withStore: besides,
    agent,
    customer,
    async storedChat(reference) {
      let chat: Chat | undefined;
      await besides(async ({ chats }) => {
        chat = await chats.find(reference);
      });
      return chat;
    },
    async waitingCustomer() {
      const who = await customer();
      await who.asks('I want to talk to a human', 'Your reference is');
      return { ...who, reference: String(who.handoffStatus()?.['reference']) };
    },
  };
}
