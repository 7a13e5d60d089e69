import type { ActivitySet } from './activity.ts';
import type { Connection } from './chat-client.ts';
import { ask, inConversation, json, type Opened, type RequestOutcome, type Session } from './direct-line.ts';
import { readActivitySet } from './guards.ts';
import type { Happening, Socket, Surroundings } from './surroundings.ts';
import { PROOF_MS, SocketTrust } from '#web/common/socket-trust.ts';

/** What the link needs, and its callbacks. */
export interface LinkParts {
  surroundings: Surroundings;
  locale: string;
  openSession: (startNew: boolean) => Promise<RequestOutcome<Session>>;
  /** A session has opened, of the same conversation as before or of another. */
  onSession: (session: Session) => void;
  /** New activities, in order; some may have come before. @returns whether any of them was new */
  onActivities: (set: ActivitySet) => boolean;
  /** The earlier messages have arrived. */
  onLoaded: () => void;
  onConnection: (connection: Connection) => void;
}

type Unreachable = Extract<RequestOutcome<unknown>, { kind: 'unreachable' }>;
/** The outcome of an attempt to connect. */
type Opening = 'open' | 'expired' | 'gone' | 'refused' | Unreachable;
const LATER: Unreachable = { kind: 'unreachable' };

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
/** A socket that has been quiet this long is checked with a poll: sleep and networks kill sockets silently. */
const QUIET_MS = 45_000;
const POLL_MS = 2000;
const HIDDEN_POLL_MS = 10_000;
/** After waiting this long for a connection, visitors read what they can do meanwhile. */
const SLOW_MS = 10_000;
/** A busy server may ask for an hour; the visitor is waiting. */
const LONGEST_ASKED_MS = 60_000;
const TOKEN_REFRESH_MS = 15 * 60_000;

/** Keeps a conversation connected over a socket, or over polls where the network blocks sockets. */
export class Link {
  readonly #parts: LinkParts;
  session: Session | undefined;
  #conversationId: string | undefined;
  #started = false;
  #loaded = false;
  #watermark: string | undefined;
  #socket: Socket | undefined;
  /** The socket works, so nobody needs to poll. */
  #isProven = false;
  #trust = new SocketTrust();
  #failedPolls = 0;
  /** The run that is polling. */
  #pollingRun: number | undefined;
  /** Grows with each new start, so that work of an older run stops by itself. */
  #run = 0;
  #wake: (() => void) | undefined;
  #heardAt = 0;
  #beats: (() => void)[] = [];
  #stopListening: (() => void) | undefined;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  /** Connects and stays connected. @param startNew abandons the current conversation */
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

  /** Fetches everything that the stream has not brought. @returns false when the server cannot be reached */
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

  /** Replaces an expired token: the visitor's credential gets another one for the same conversation. */
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
    const { surroundings, onConnection } = this.#parts;
    this.#dropSocket();
    let trouble: Connection = this.#loaded ? 'reconnecting' : 'connecting';
    const say = (): void => {
      if (run === this.#run) onConnection(surroundings.isOffline() ? 'offline' : trouble);
    };
    onConnection(trouble);
    const stopTimer = surroundings.after(SLOW_MS, () => {
      if (trouble !== 'busy') trouble = 'unreachable';
      say();
    });
    let fresh = startNew;
    for (let attempt = 0; run === this.#run; attempt += 1) {
      const result = await this.#open(run, fresh);
      if (run !== this.#run || result === 'open') break;
      if (result === 'refused') {
        onConnection('refused');
        break;
      }
      // The server no longer has the earlier messages: the next attempt starts another conversation.
      if (result === 'gone') fresh = true;
      const isLater = typeof result === 'object';
      if (isLater && result.isBusy === true) trouble = 'busy';
      say();
      // A first refusal may mean an expired token; after that, pause before asking again.
      if (isLater || attempt > 0) await this.#rest(attempt, isLater ? result.retryAfterMs : 0);
    }
    stopTimer();
  }

  async #open(run: number, startNew: boolean): Promise<Opening> {
    const { openSession, onSession, onConnection } = this.#parts;
    if (this.session === undefined) {
      const outcome = await openSession(startNew);
      if (run !== this.#run) return LATER;
      if (outcome.kind !== 'ok') return outcome.kind === 'refused' ? 'refused' : outcome;
      // Another tab may have started another conversation meanwhile.
      if (outcome.body.conversationId !== this.#conversationId) this.#forget();
      this.#conversationId = outcome.body.conversationId;
      this.session = outcome.body;
      onSession(outcome.body);
    }
    const { session } = this;
    const outcome = await this.#askForStream(session);
    if (run !== this.#run) return LATER;
    if (outcome.kind === 'unreachable') return outcome;
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
    const polls = streamUrl === undefined || this.#trust.isLost;
    if (!polls) this.#listen(run, streamUrl);
    if (!this.#loaded) {
      if (session.resumed && !(await this.catchUp())) return LATER;
      if (run !== this.#run) return LATER;
      this.#loaded = true;
      this.#parts.onLoaded();
    }
    onConnection('online');
    if (polls) void this.#poll(run);
    return 'open';
  }

  #askForStream(session: Session): Promise<RequestOutcome<Opened>> {
    const { surroundings, locale } = this.#parts;
    if (!this.#started)
      return ask(surroundings, `${session.base}/conversations`, json('POST', session.token, { locale }));
    const query = `?watermark=${encodeURIComponent(this.#watermark ?? '')}`;
    return ask(surroundings, inConversation(session, query), json('GET', session.token));
  }

  #listen(run: number, streamUrl: string): void {
    this.#dropSocket();
    const { after, now, openSocket } = this.#parts.surroundings;
    const isOurs = this.session?.isOurs === true;
    let provenAt: number | undefined;
    const socket = openSocket(streamUrl);
    this.#socket = socket;
    this.#heardAt = now();
    const prove = (): void => {
      provenAt ??= now();
      if (socket === this.#socket) this.#isProven = true;
    };
    const stopTimer = after(PROOF_MS, () => {
      if (socket !== this.#socket || run !== this.#run) return;
      // On other services a healthy socket may stay silent for long: only a poll can tell.
      if (provenAt !== undefined) void this.#check();
      else this.#giveUp(run, () => this.#trust.wasSilent());
    });
    socket.addEventListener('open', () => {
      if (!isOurs) prove();
    });
    socket.addEventListener('message', ({ data }) => {
      stopTimer();
      this.#heardAt = now();
      prove();
      const set = readActivitySet(data);
      if (set !== undefined && run === this.#run) this.#hear(set);
    });
    socket.addEventListener('close', () => {
      stopTimer();
      if (run !== this.#run || socket !== this.#socket) return;
      this.#giveUp(run, () => this.#trust.ended(provenAt === undefined ? 0 : now() - provenAt));
    });
  }

  /** Gives up on the socket and opens another, or polls where sockets keep failing. */
  #giveUp(run: number, note: () => void): void {
    note();
    this.#dropSocket();
    // This socket was tried alongside polls, which go on.
    if (this.#pollingRun === run) return;
    if (this.#trust.isLost) void this.#poll(run);
    else void this.#reconnectSoon(run);
  }

  async #reconnectSoon(run: number): Promise<void> {
    this.#parts.onConnection(this.#parts.surroundings.isOffline() ? 'offline' : 'reconnecting');
    await this.#rest(this.#trust.failures);
    if (run === this.#run) this.start();
  }

  /** Polls until a socket works. Tries one now and then, at growing intervals. */
  async #poll(run: number): Promise<void> {
    const { surroundings, onConnection } = this.#parts;
    const { isVisible, now, random } = surroundings;
    let tryAt: number | undefined;
    this.#pollingRun = run;
    while (run === this.#run && !this.#isProven) {
      const isPresent = await this.catchUp();
      if (run !== this.#run) return;
      if (!isPresent) {
        this.#pollingRun = undefined;
        onConnection(surroundings.isOffline() ? 'offline' : 'reconnecting');
        await this.#rest((this.#failedPolls += 1));
        if (run === this.#run) this.start();
        return;
      }
      this.#failedPolls = 0;
      onConnection('online');
      if (this.#socket === undefined) {
        tryAt ??= now() + this.#trust.pauseMs(random());
        if (now() >= tryAt) {
          tryAt = undefined;
          await this.#trySocket(run);
        }
      }
      await this.#wait(isVisible() ? POLL_MS : HIDDEN_POLL_MS);
    }
    if (this.#pollingRun === run) this.#pollingRun = undefined;
  }

  async #trySocket(run: number): Promise<void> {
    const { session } = this;
    if (session === undefined) return;
    const outcome = await this.#askForStream(session);
    if (run !== this.#run || outcome.kind !== 'ok' || outcome.body.streamUrl === undefined) return;
    this.#listen(run, outcome.body.streamUrl);
  }

  #hear(set: ActivitySet): void {
    const isNew = this.#parts.onActivities(set);
    // A replay of known activities must not move the watermark back.
    if (set.watermark !== undefined && (isNew || this.#watermark === undefined))
      this.#watermark = set.watermark;
  }

  #dropSocket(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isProven = false;
    socket?.close();
  }

  /**
   * Waits longer with each attempt, with random spread so that visitors do not all come back at once.
   * @param askedMs the pause that the server asks for
   */
  #rest(attempt: number, askedMs = 0): Promise<void> {
    const longest = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
    const spread = 0.5 + this.#parts.surroundings.random() / 2;
    return this.#wait(Math.max(longest * spread, Math.min(askedMs, LONGEST_ASKED_MS) * (0.5 + spread)));
  }

  /** A wait that ends early when an attempt is likely to succeed. */
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
    if (happening === 'online') {
      // It may be another network, without whatever blocked the socket.
      this.#trust = new SocketTrust();
      this.start();
    }
    if (happening === 'visible') void this.#check();
  }

  /** Polls to find out whether the socket has died silently. */
  async #check(): Promise<void> {
    if (this.#socket === undefined) {
      this.#wake?.();
      return;
    }
    const run = this.#run;
    const before = this.#watermark;
    const isPresent = await this.catchUp();
    if (run !== this.#run) return;
    if (!isPresent) this.start();
    else if (this.#watermark !== before && this.#socket !== undefined)
      this.#giveUp(run, () => this.#trust.missedNews());
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
