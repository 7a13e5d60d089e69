import type { Activity } from '#web/widget/client/activity.ts';
import type { Socket } from '#web/widget/client/surroundings.ts';

export const SERVER = 'https://bot.example.com';

interface Conversation {
  id: string;
  activities: Activity[];
  clientIds: Map<string, string>;
}

/** What can go wrong with a request: it never arrives, its response never arrives, or it is refused. */
export type Fault = 'lost' | 'answer lost' | { status: number; retryAfter?: number };

class FakeSocket implements Socket {
  readonly listeners: Record<string, ((event: { data: unknown; code?: number }) => void)[]> = {};
  isOpen = false;

  addEventListener(type: string, listener: (event: { data: unknown; code?: number }) => void): void {
    (this.listeners[type] ??= []).push(listener);
  }

  emit(type: 'open' | 'message' | 'close', data?: unknown): void {
    for (const listener of this.listeners[type] ?? []) listener({ data });
  }

  close(): void {
    this.isOpen = false;
    queueMicrotask(() => this.emit('close'));
  }
}

const tokenOf = ({ id }: Conversation): string => `token of ${id}`;

/** Our server's Direct Line, in memory: accepts each client id once and echoes what it accepted. */
export class FakeDirectLine {
  readonly conversations: Conversation[] = [];
  /** Called before each request; the fault that it returns happens. */
  fault: (path: string, method: string) => Fault | undefined = () => undefined;
  /** False: duplicates are stored and no side is marked, as on Azure's Direct Line. */
  isOurs = true;
  /** What visitor sessions report about it. */
  usualWaitSeconds: number | null = null;
  /** Sockets neither open nor close, as with a proxy that blocks them. */
  keepsSocketsOut = false;
  /** Sockets open but carry nothing, as with a proxy or a virus scanner that waits until they close. */
  swallowsFrames = false;
  /** Called with a function that cuts a newly opened socket. */
  cutsSocketsAfter: ((cut: () => void) => void) | undefined;
  /** The features that a visitor session reports; older servers report none. */
  features: object | undefined;
  /** The number of sockets opened. */
  socketsOpened = 0;
  /** Requests by method and path, without queries. */
  readonly asked: string[] = [];
  /** The bot's reply to a message. */
  answer: (text: string) => Partial<Activity>[] = (text) => [{ type: 'message', text: `You said ${text}` }];
  #sockets: { socket: FakeSocket; conversation: Conversation }[] = [];

  fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const url = new URL(address);
    const path = url.pathname.replace('/v3/directline', '');
    const method = init.method ?? 'GET';
    // Never respond synchronously.
    await Promise.resolve();
    this.asked.push(`${method} ${path}`);
    const fault = this.fault(path, method);
    if (fault === 'lost') throw new TypeError('Failed to fetch');
    if (typeof fault === 'object')
      return Response.json(
        { error: { code: 'Refused' } },
        {
          status: fault.status,
          headers: fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) },
        },
      );
    const response = this.#handle(path, url, init);
    if (fault === 'answer lost') throw new TypeError('Failed to fetch');
    return response;
  };

  openSocket = (address: string): Socket => {
    const socket = new FakeSocket();
    const url = new URL(address);
    const conversation = this.#find(url.pathname.split('/').at(-2) ?? '');
    this.socketsOpened += 1;
    if (this.keepsSocketsOut || conversation === undefined) {
      queueMicrotask(() => socket.emit('close'));
      return socket;
    }
    queueMicrotask(() => {
      socket.isOpen = true;
      socket.emit('open');
      if (this.swallowsFrames) return;
      // Our server's first frame shows that frames get through, and nothing else.
      if (this.isOurs) socket.emit('message', '{"activities":[]}');
      this.cutsSocketsAfter?.(() => socket.close());
      this.#sockets.push({ socket, conversation });
      this.#send(socket, conversation, Number(url.searchParams.get('watermark') ?? 0));
    });
    return socket;
  };

  /** The newest conversation. */
  get current(): Conversation {
    const newest = this.conversations.at(-1);
    if (newest === undefined) throw new Error('Nobody has started a conversation.');
    return newest;
  }

  /** The bot or an agent sends something unprompted. */
  says(activity: Partial<Activity>, conversation = this.current): void {
    this.#add(conversation, { type: 'message', from: { id: 'bot', role: 'bot' }, ...activity });
  }

  /** Sent to connected clients only, and not stored. */
  shows(activity: Partial<Activity>): void {
    for (const { socket } of this.#sockets)
      socket.emit('message', JSON.stringify({ activities: [{ from: { role: 'bot' }, ...activity }] }));
  }

  /** Closes every connection, as when the server goes away. */
  dropSockets(): void {
    for (const { socket } of this.#sockets) socket.close();
    this.#sockets = [];
  }

  /** Kills connections silently. */
  killSocketsSilently(): void {
    this.#sockets = [];
  }

  /** Texts of one side's messages in the newest conversation. */
  said(role: 'user' | 'bot'): string[] {
    return this.current.activities.flatMap(({ type, from, text }) =>
      type === 'message' && from?.role === role ? (text ?? '') : [],
    );
  }

  #handle(path: string, url: URL, init: RequestInit): Response {
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {};
    if (path === '/visitor-session') return this.#openSession(body);
    if (path === '/visitor-conversations') return this.#listConversations();
    if (path === '/token-of-the-site') return this.#giveToken(body);
    const [, , id = '', action = ''] = path.split('/');
    const conversation = this.#find(id) ?? (path === '/conversations' ? this.#ofToken(init) : undefined);
    if (conversation === undefined) return Response.json({ error: { code: 'NotFound' } }, { status: 404 });
    if (action === 'activities' && init.method === 'POST') return this.#take(conversation, body as never);
    if (action === 'activities') {
      const after = Number(url.searchParams.get('watermark') ?? 0);
      const activities = conversation.activities.slice(after);
      return Response.json({ activities, watermark: String(after + activities.length) });
    }
    const after = url.searchParams.get('watermark') ?? '0';
    const streamUrl = `wss://bot.example.com/v3/directline/conversations/${conversation.id}/stream?watermark=${after}`;
    return Response.json({ conversationId: conversation.id, token: tokenOf(conversation), streamUrl });
  }

  /** The conversation whose token the request carries. */
  #ofToken({ headers }: RequestInit): Conversation {
    const given = new Headers(headers).get('authorization') ?? '';
    return this.conversations.find((each) => given === `Bearer ${tokenOf(each)}`) ?? this.current;
  }

  #openSession({ credential, startNew, conversationId }: Record<string, unknown>): Response {
    const resumed = credential !== undefined && startNew !== true && this.conversations.length > 0;
    const named = this.#find(String(conversationId));
    if (!resumed) {
      const id = `conversation-${this.conversations.length + 1}`;
      const conversation = { id, activities: [], clientIds: new Map<string, string>() };
      this.conversations.push(conversation);
      this.says({ text: 'Hello!' }, conversation);
    }
    const opened = (resumed ? named : undefined) ?? this.current;
    return Response.json({
      conversationId: opened.id,
      token: tokenOf(opened),
      userId: 'dl_visitor',
      credential: 'credential',
      resumed,
      usualWaitSeconds: this.usualWaitSeconds,
      features: this.features,
    });
  }

  /** The visitor's conversations in which they wrote, newest first. */
  #listConversations(): Response {
    const conversations = this.conversations.toReversed().flatMap(({ id, activities }) => {
      const first = activities.find(({ from }) => from?.role === 'user');
      return first === undefined
        ? []
        : [{ conversationId: id, startedAt: first.timestamp, firstWords: first.text }];
    });
    return Response.json({ conversations });
  }

  /** What a site's own server returns after asking Azure with its secret. */
  #giveToken({ conversationId }: Record<string, unknown>): Response {
    if (this.#find(String(conversationId)) === undefined) this.#openSession({ startNew: true });
    return Response.json({
      token: tokenOf(this.current),
      conversationId: this.current.id,
      domain: `${SERVER}/v3/directline`,
    });
  }

  #take(conversation: Conversation, activity: Activity): Response {
    if (activity.type === 'typing') return Response.json({ id: 'typing' });
    const clientId = String(activity.channelData?.['clientActivityID']);
    const before = conversation.clientIds.get(clientId);
    if (before !== undefined && this.isOurs) return Response.json({ id: before });
    const id = this.#add(
      conversation,
      this.isOurs ? { ...activity, from: { id: 'dl_visitor', role: 'user' } } : activity,
    );
    conversation.clientIds.set(clientId, id);
    if (activity.type === 'message')
      for (const reply of this.answer(activity.text ?? '')) this.says(reply, conversation);
    return Response.json({ id });
  }

  #add(conversation: Conversation, activity: Activity): string {
    const before = conversation.activities.length;
    const id = `${conversation.id}|${String(before).padStart(7, '0')}`;
    conversation.activities.push({ ...activity, id, timestamp: new Date(1_700_000_000_000).toISOString() });
    for (const each of this.#sockets)
      if (each.conversation === conversation) this.#send(each.socket, conversation, before);
    return id;
  }

  #send(socket: FakeSocket, { activities }: Conversation, after: number): void {
    if (after >= activities.length) return;
    const set = { activities: activities.slice(after), watermark: String(activities.length) };
    socket.emit('message', JSON.stringify(set));
  }

  #find(id: string): Conversation | undefined {
    return this.conversations.find((each) => each.id === id);
  }
}
