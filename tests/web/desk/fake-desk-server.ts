import type { DeskUpdates, DeskState } from '#desk/wire.ts';
import type { Happening, Socket } from '#web/widget/client/surroundings.ts';
import { FakeTime } from '../widget/client/fake-surroundings.ts';

type Listener = (event: { data?: unknown; code?: number }) => void;

class FakeSocket {
  readonly #listeners: Record<string, Listener[]> = {};
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  addEventListener(type: string, listener: Listener): void {
    (this.#listeners[type] ??= []).push(listener);
  }

  tell(type: 'open' | 'message' | 'close', event: { data?: unknown; code?: number } = {}): void {
    for (const listener of this.#listeners[type] ?? []) listener(event);
  }

  close(): void {
    queueMicrotask(() => this.tell('close', { code: 1005 }));
  }
}

/** The desk's server with one chat, and the network problems between it and the page. */
export class FakeDeskServer {
  readonly time = new FakeTime();
  /** How new sockets behave. */
  sockets: 'work' | 'are refused' | 'carry nothing' | 'are cut at once' = 'work';
  isDown = false;
  isSignedIn = true;
  socketsOpened = 0;
  polls = 0;
  #state: DeskState = {
    waiting: [],
    connected: [],
    agents: [],
    limit: 4,
    tickets: { open: 0, assigned: {}, undelivered: 0, changes: 0 },
    cannedReplies: 0,
  };
  #said: { id: string; type: string; text: string }[] = [];
  #open = new Set<FakeSocket>();
  #listeners = new Set<(happening: Happening) => void>();

  get surroundings() {
    return {
      fetch: this.#fetch,
      openSocket: this.#openSocket,
      after: this.time.after,
      now: this.time.now,
      random: () => 0.5,
      listen: (listener: (happening: Happening) => void) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }

  setLimit(limit: number): void {
    this.#state = { ...this.#state, limit };
    this.#tell((path) => path === '/desk/socket', JSON.stringify(this.#state));
  }

  say(text: string): void {
    const id = `a${this.#said.length + 1}`;
    this.#said.push({ id, type: 'message', text });
    this.#tell((path) => path.startsWith('/desk/chats/'), this.#frame(this.#said.length - 1));
  }

  /** Closes all sockets. */
  drop(code = 1006): void {
    for (const socket of this.#open) socket.tell('close', { code });
    this.#open.clear();
  }

  /** Ends all connections without a word to the page. */
  dropSilently(): void {
    this.#open.clear();
  }

  happens(happening: Happening): void {
    for (const listener of this.#listeners) listener(happening);
  }

  #frame(after: number): string {
    return JSON.stringify({ activities: this.#said.slice(after), watermark: String(this.#said.length) });
  }

  #tell(isFor: (path: string) => boolean, data: string): void {
    for (const socket of this.#open) if (isFor(socket.path)) socket.tell('message', { data });
  }

  #openSocket = (path: string): Socket => {
    this.socketsOpened += 1;
    const socket = new FakeSocket(path);
    const after = Number(new URL(path, 'https://desk').searchParams.get('watermark'));
    queueMicrotask(() => {
      if (this.isDown || this.sockets === 'are refused') {
        socket.tell('close', { code: 1006 });
        return;
      }
      socket.tell('open');
      if (this.sockets === 'carry nothing') return;
      this.#open.add(socket);
      const data = path === '/desk/socket' ? JSON.stringify(this.#state) : this.#frame(after);
      socket.tell('message', { data });
      if (this.sockets === 'are cut at once') this.drop();
    });
    return socket as unknown as Socket;
  };

  #fetch = async (address: string): Promise<Response> => {
    await Promise.resolve();
    this.polls += 1;
    if (this.isDown) throw new TypeError('Failed to fetch');
    if (!this.isSignedIn) return Response.json({ error: { code: 'NotSignedIn' } }, { status: 401 });
    const { searchParams } = new URL(address, 'https://desk');
    const cursor = JSON.stringify(this.#state);
    const updates: DeskUpdates = {
      cursor,
      state: searchParams.get('cursor') === cursor ? null : this.#state,
      chats: searchParams.getAll('chat').map((chat) => {
        const [reference = '', after] = chat.split('@');
        return {
          reference,
          activities: this.#said.slice(Number(after)),
          watermark: String(this.#said.length),
          isMore: false,
        };
      }),
    };
    return Response.json(updates);
  };
}
