import type { ActivitySet } from './activity.ts';
import type { Connection } from './chat.ts';
import { ask, inConversation, json, type Opened, type Outcome, type Session } from './direct-line.ts';
import { readActivitySet } from './guards.ts';
import type { Happening, Socket, Surroundings } from './surroundings.ts';

/** What the link needs and whom it tells. */
export interface LinkParts {
  surroundings: Surroundings;
  locale: string;
  openSession: (startNew: boolean) => Promise<Outcome<Session>>;
  /** A session was opened: of the same conversation as before, or of another. */
  onSession: (session: Session) => void;
  /** What came, in order; may hold what came before. @returns whether anything in it was new */
  onActivities: (set: ActivitySet) => boolean;
  /** The earlier part of the conversation is there. */
  onLoaded: () => void;
  onConnection: (connection: Connection) => void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
/** A socket that was quiet for so long is checked with a poll: sleep and networks kill sockets without a word. */
const QUIET_MS = 45_000;
const POLL_MS = 2000;
const HIDDEN_POLL_MS = 10_000;
/** Where sockets do not get through, polls do; a socket is tried again after so many of them. */
const POLLS_PER_SOCKET = 30;
const TOKEN_REFRESH_MS = 15 * 60_000;

/** Keeps a conversation connected, whatever the network does: a socket, or polls where sockets are kept out. */
export class Link {
  readonly #parts: LinkParts;
  session: Session | undefined;
  #conversationId: string | undefined;
  #started = false;
  #loaded = false;
  #watermark: string | undefined;
  #socket: Socket | undefined;
  #socketFailures = 0;
  /** Goes up with each new beginning: what belongs to an older one stops by itself. */
  #run = 0;
  #wake: (() => void) | undefined;
  #heardAt = 0;
  #beats: (() => void)[] = [];
  #stopListening: (() => void) | undefined;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  /** Connects, and stays connected from then on. @param startNew leaves the conversation that there is */
  start(startNew = false): void {
    if (startNew) this.#forget();
    this.#stopListening ??= this.#parts.surroundings.listen((happening) => this.#onHappening(happening));
    if (this.#beats.length === 0) this.#beat();
    void this.#connect((this.#run += 1), startNew);
  }

  close(): void {
    this.#run += 1;
    this.#stopListening?.();
    for (const stop of this.#beats) stop();
    this.#dropSocket();
    this.#wake?.();
  }

  /** Reads all that the stream has not brought. @returns false when the server could not be asked */
  async catchUp(): Promise<boolean> {
    for (;;) {
      const { session } = this;
      if (session === undefined) return false;
      const query = this.#watermark === undefined ? '' : `?watermark=${encodeURIComponent(this.#watermark)}`;
      const address = inConversation(session, `/activities${query}`);
      const outcome = await ask<unknown>(this.#parts.surroundings, address, json('GET', session.token));
      if (this.session !== session || outcome.kind !== 'ok') return false;
      const set = readActivitySet(outcome.body);
      if (set === undefined || set.activities.length === 0) return true;
      this.#hear(set);
    }
  }

  /** The token is no good any more: the visitor's credential brings another, for the same conversation. */
  renew(): void {
    this.session = undefined;
    this.start();
  }

  #forget(): void {
    this.session = undefined;
    this.#started = false;
    this.#loaded = false;
    this.#watermark = undefined;
  }

  async #connect(run: number, startNew: boolean): Promise<void> {
    const { onConnection } = this.#parts;
    this.#dropSocket();
    onConnection(this.#loaded ? 'reconnecting' : 'connecting');
    let fresh = startNew;
    for (let attempt = 0; run === this.#run; attempt += 1) {
      const result = await this.#open(run, fresh);
      if (run !== this.#run || result === 'open') return;
      if (result === 'refused') {
        onConnection('refused');
        return;
      }
      // What was said before is gone from the server: the next attempt begins another conversation.
      if (result === 'gone') fresh = true;
      onConnection(
        this.#parts.surroundings.isOffline() ? 'offline' : this.#loaded ? 'reconnecting' : 'connecting',
      );
      // A first refusal may be a token that has run out; a server that goes on refusing is not asked without a pause.
      if (result === 'later' || attempt > 0) await this.#rest(attempt);
    }
  }

  async #open(run: number, startNew: boolean): Promise<'open' | 'later' | 'expired' | 'gone' | 'refused'> {
    const { surroundings, locale, openSession, onSession, onConnection } = this.#parts;
    if (this.session === undefined) {
      const outcome = await openSession(startNew);
      if (run !== this.#run) return 'later';
      if (outcome.kind !== 'ok') return outcome.kind === 'refused' ? 'refused' : 'later';
      // Another tab may have begun another conversation meanwhile.
      if (outcome.body.conversationId !== this.#conversationId) this.#forget();
      this.#conversationId = outcome.body.conversationId;
      this.session = outcome.body;
      onSession(outcome.body);
    }
    const { session } = this;
    const outcome = await ask<Opened>(
      surroundings,
      ...(this.#started
        ? ([
            inConversation(session, `?watermark=${encodeURIComponent(this.#watermark ?? '')}`),
            json('GET', session.token),
          ] as const)
        : ([`${session.base}/conversations`, json('POST', session.token, { locale })] as const)),
    );
    if (run !== this.#run) return 'later';
    if (outcome.kind === 'unreachable') return 'later';
    if (outcome.kind === 'refused') {
      this.session = undefined;
      return outcome.status === 404 ? 'gone' : 'expired';
    }
    const { streamUrl, conversationId } = outcome.body;
    if (conversationId !== undefined) {
      session.conversationId = conversationId;
      this.#conversationId = conversationId;
    }
    this.#started = true;
    if (streamUrl !== undefined) this.#listen(run, streamUrl);
    if (!this.#loaded) {
      if (session.resumed && !(await this.catchUp())) return 'later';
      if (run !== this.#run) return 'later';
      this.#loaded = true;
      this.#parts.onLoaded();
    }
    onConnection('online');
    return 'open';
  }

  #listen(run: number, streamUrl: string): void {
    this.#dropSocket();
    let wasOpen = false;
    const socket = this.#parts.surroundings.openSocket(streamUrl);
    this.#socket = socket;
    this.#heardAt = this.#parts.surroundings.now();
    socket.addEventListener('open', () => {
      wasOpen = true;
      this.#socketFailures = 0;
    });
    socket.addEventListener('message', ({ data }) => {
      this.#heardAt = this.#parts.surroundings.now();
      const set = readActivitySet(data);
      if (set !== undefined && run === this.#run) this.#hear(set);
    });
    socket.addEventListener('close', () => {
      if (run !== this.#run || socket !== this.#socket) return;
      this.#socket = undefined;
      if (!wasOpen) this.#socketFailures += 1;
      if (this.#socketFailures > 1) void this.#poll(run);
      else void this.#reconnectSoon(run);
    });
  }

  async #reconnectSoon(run: number): Promise<void> {
    this.#parts.onConnection(this.#parts.surroundings.isOffline() ? 'offline' : 'reconnecting');
    await this.#rest(0);
    if (run === this.#run) this.start();
  }

  async #poll(run: number): Promise<void> {
    const { surroundings, onConnection } = this.#parts;
    for (let polls = 0; polls < POLLS_PER_SOCKET && run === this.#run; polls += 1) {
      const isThere = await this.catchUp();
      if (run !== this.#run) return;
      onConnection(isThere ? 'online' : 'reconnecting');
      if (!isThere) break;
      await this.#wait(surroundings.isVisible() ? POLL_MS : HIDDEN_POLL_MS);
    }
    if (run === this.#run) this.start();
  }

  #hear(set: ActivitySet): void {
    const isNew = this.#parts.onActivities(set);
    // A replay of what is known must not move the mark back.
    if (set.watermark !== undefined && (isNew || this.#watermark === undefined))
      this.#watermark = set.watermark;
  }

  #dropSocket(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  /** Waits longer from attempt to attempt, spread out so that not all visitors come back at once. */
  #rest(attempt: number): Promise<void> {
    const longest = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
    return this.#wait(longest * (0.5 + this.#parts.surroundings.random() / 2));
  }

  /** Can be cut short by whatever makes success likely. */
  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.#parts.surroundings.after(milliseconds, resolve);
      this.#wake = () => {
        stop();
        resolve();
      };
    });
  }

  #onHappening(happening: Happening): void {
    if (happening === 'offline') this.#parts.onConnection('offline');
    if (happening === 'online') this.start();
    if (happening === 'visible') void this.#check();
  }

  /** A poll finds out whether the socket has died silently. */
  async #check(): Promise<void> {
    if (this.#socket === undefined) {
      this.#wake?.();
      return;
    }
    const run = this.#run;
    const before = this.#watermark;
    const isThere = await this.catchUp();
    if (run === this.#run && (!isThere || this.#watermark !== before)) this.start();
  }

  #beat(): void {
    const { after, isVisible, now } = this.#parts.surroundings;
    const every = (milliseconds: number, work: () => void): void => {
      let stop: (() => void) | undefined;
      const again = (): void => {
        work();
        stop = after(milliseconds, again);
      };
      stop = after(milliseconds, again);
      this.#beats.push(() => stop?.());
    };
    let beatAt = now();
    every(QUIET_MS / 3, () => {
      const slept = now() - beatAt > QUIET_MS;
      beatAt = now();
      if (slept || (isVisible() && now() - this.#heardAt > QUIET_MS)) {
        this.#heardAt = now();
        void this.#check();
      }
    });
    every(TOKEN_REFRESH_MS, () => void this.#refreshToken());
  }

  async #refreshToken(): Promise<void> {
    const { session } = this;
    if (session === undefined) return;
    const address = `${session.base}/tokens/refresh`;
    const outcome = await ask<{ token?: string }>(
      this.#parts.surroundings,
      address,
      json('POST', session.token),
    );
    if (outcome.kind === 'ok' && typeof outcome.body.token === 'string') session.token = outcome.body.token;
  }
}
