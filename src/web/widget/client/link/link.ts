import { SocketTrust } from '#web/common/socket-trust.ts';
import type { Session } from '../direct-line.ts';
import type { Happening } from '../surroundings.ts';
import { reportConnecting } from './connecting-report.ts';
import { startHeartbeat } from './heartbeat.ts';
import type { LinkParts, Opening, Unreachable } from './link-parts.ts';
import { pollUntilProven } from './polling.ts';
import { Received } from './received.ts';
import { Sessions } from './sessions.ts';
import { openStreamSocket } from './stream-socket.ts';
import { Waiting } from './waiting.ts';

const LATER: Unreachable = { kind: 'unreachable' };

/** Keeps a conversation connected over a socket, or by polling if the network blocks sockets. */
export class Link {
  readonly #parts: LinkParts;
  readonly #sessions: Sessions;
  readonly #received: Received;
  readonly #waiting: Waiting;
  /** The earlier messages have arrived. */
  #isLoaded = false;
  /** Closes the socket; undefined without one. */
  #closeSocket: (() => void) | undefined;
  /** The socket works, so nobody needs to poll. */
  #isProven = false;
  #trust = new SocketTrust();
  #failedPolls = 0;
  /** Increases with each start, so that work of an older run stops by itself. */
  #run = 0;
  /** The run that is polling. */
  #pollingRun = 0;
  #receivedAt = 0;
  #stopHeartbeat: (() => void) | undefined;
  #stopListening: (() => void) | undefined;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.#sessions = new Sessions(parts);
    this.#received = new Received(parts.surroundings, parts.onActivities);
    this.#waiting = new Waiting(parts.surroundings);
  }

  /** Undefined while there is none. */
  get session(): Session | undefined {
    return this.#sessions.current;
  }

  /** Connects and stays connected. @param startNew abandons the current conversation */
  start(startNew = false): void {
    if (startNew) {
      this.#sessions.forget();
      this.#forgetMessages();
    }
    const { surroundings } = this.#parts;
    this.#stopListening ??= surroundings.listen((happening) => this.#onHappening(happening));
    this.#stopHeartbeat ??= startHeartbeat(surroundings, {
      receivedAt: () => this.#receivedAt,
      onQuiet: () => {
        this.#receivedAt = surroundings.now();
        void this.#check();
      },
      refreshToken: () => void this.#sessions.refreshToken(),
    });
    void this.#connect((this.#run += 1), startNew);
  }

  close(): void {
    this.#run += 1;
    this.#stopListening?.();
    this.#stopHeartbeat?.();
    this.#dropSocket();
    this.#waiting.wake();
  }

  /** Fetches everything that the stream has not delivered. @returns false if the server cannot be reached */
  catchUp(): Promise<boolean> {
    return this.#received.catchUp(() => this.session);
  }

  /** Replaces an expired token: the visitor's credential fetches another one for the same conversation. */
  renew(): void {
    this.#sessions.current = undefined;
    this.start();
  }

  /** Another conversation begins. */
  #forgetMessages(): void {
    this.#isLoaded = false;
    this.#received.watermark = undefined;
  }

  async #connect(run: number, startNew: boolean): Promise<void> {
    this.#dropSocket();
    const report = reportConnecting(
      this.#parts.surroundings,
      (connection) => run === this.#run && this.#parts.onConnection(connection),
      this.#isLoaded ? 'reconnecting' : 'connecting',
    );
    let fresh = startNew;
    for (let attempt = 0; run === this.#run; attempt += 1) {
      const result = await this.#open(run, fresh);
      if (run !== this.#run || result === 'open') break;
      if (result === 'refused') return report.end('refused');
      // The server no longer has the earlier messages: the next attempt starts another conversation.
      if (result === 'gone') fresh = true;
      const isLater = typeof result === 'object';
      if (isLater && result.isBusy === true) report.setBusy();
      report.repeat();
      // A first refusal may mean an expired token; after that, pause before asking again.
      if (isLater || attempt > 0) await this.#waiting.rest(attempt, isLater ? result.retryAfterMs : 0);
    }
    report.end();
  }

  async #open(run: number, startNew: boolean): Promise<Opening> {
    let { session } = this;
    if (session === undefined) {
      const opened = await this.#sessions.open(startNew);
      if (run !== this.#run) return LATER;
      if (opened.kind !== 'ok') return opened.kind === 'refused' ? 'refused' : opened;
      session = opened.body;
      if (this.#sessions.adopt(session)) this.#forgetMessages();
      this.#parts.onSession(session);
    }
    const outcome = await this.#sessions.askForStream(session, this.#received.watermark);
    if (run !== this.#run) return LATER;
    if (outcome.kind === 'unreachable') return outcome;
    if (outcome.kind === 'refused') {
      this.#sessions.current = undefined;
      return outcome.status === 404 ? 'gone' : 'expired';
    }
    this.#sessions.started(session, outcome.body.conversationId);
    return this.#begin(run, session, outcome.body.streamUrl);
  }

  /** Listens or polls once the server has granted a stream, and loads the earlier messages. */
  async #begin(run: number, session: Session, streamUrl: string | undefined): Promise<Opening> {
    const polls = streamUrl === undefined || this.#trust.isLost;
    if (!polls) this.#listen(run, streamUrl);
    if (!this.#isLoaded) {
      if (session.resumed && !(await this.catchUp())) return LATER;
      if (run !== this.#run) return LATER;
      this.#isLoaded = true;
      this.#parts.onLoaded();
    }
    this.#parts.onConnection('online');
    if (polls) void this.#poll(run);
    return 'open';
  }

  #listen(run: number, streamUrl: string): void {
    this.#dropSocket();
    const { surroundings } = this.#parts;
    this.#receivedAt = surroundings.now();
    this.#closeSocket = openStreamSocket(surroundings, streamUrl, this.session?.isOurs === true, {
      onProven: () => {
        this.#isProven = true;
      },
      onFrame: (set) => {
        this.#receivedAt = surroundings.now();
        if (set !== undefined && run === this.#run) this.#received.take(set);
      },
      onSilence: (isProven) => {
        if (run !== this.#run) return;
        // On other services a healthy socket may stay silent for a long time: only a poll can tell.
        if (isProven) void this.#check();
        else this.#giveUp(run, () => this.#trust.wasSilent());
      },
      onEnd: (livedMs) => {
        if (run === this.#run) this.#giveUp(run, () => this.#trust.ended(livedMs));
      },
    });
  }

  /** Gives up on the socket and opens another, or polls if sockets keep failing. */
  #giveUp(run: number, note: () => void): void {
    note();
    this.#dropSocket();
    // This socket was tried alongside polls, which continue.
    if (this.#pollingRun === run) return;
    if (this.#trust.isLost) void this.#poll(run);
    else void this.#reconnectSoon(run, this.#trust.failures);
  }

  async #reconnectSoon(run: number, attempt: number): Promise<void> {
    this.#parts.onConnection(this.#parts.surroundings.isOffline() ? 'offline' : 'reconnecting');
    await this.#waiting.rest(attempt);
    if (run === this.#run) this.start();
  }

  async #poll(run: number): Promise<void> {
    this.#pollingRun = run;
    const end = await pollUntilProven({
      surroundings: this.#parts.surroundings,
      waiting: this.#waiting,
      trust: () => this.#trust,
      isCurrent: () => run === this.#run,
      isProven: () => this.#isProven,
      hasSocket: () => this.#closeSocket !== undefined,
      catchUp: () => this.catchUp(),
      trySocket: () => this.#trySocket(run),
      onReached: () => {
        this.#failedPolls = 0;
        this.#parts.onConnection('online');
      },
    });
    if (end === 'outdated') return;
    this.#pollingRun = 0;
    if (end === 'unreachable') await this.#reconnectSoon(run, (this.#failedPolls += 1));
  }

  async #trySocket(run: number): Promise<void> {
    const { session } = this;
    const outcome = session && (await this.#sessions.askForStream(session, this.#received.watermark));
    const streamUrl = outcome?.kind === 'ok' ? outcome.body.streamUrl : undefined;
    if (run === this.#run && streamUrl !== undefined) this.#listen(run, streamUrl);
  }

  #dropSocket(): void {
    const close = this.#closeSocket;
    this.#closeSocket = undefined;
    this.#isProven = false;
    close?.();
  }

  #onHappening(happening: Happening): void {
    if (happening === 'offline') this.#parts.onConnection('offline');
    if (happening === 'online') {
      // This may be another network, which does not block sockets.
      this.#trust = new SocketTrust();
      this.start();
    }
    if (happening === 'visible') void this.#check();
  }

  /** Polls to find out whether the socket has died silently. */
  async #check(): Promise<void> {
    if (this.#closeSocket === undefined) return this.#waiting.wake();
    const run = this.#run;
    const before = this.#received.watermark;
    const isPresent = await this.catchUp();
    if (run !== this.#run) return;
    if (!isPresent) this.start();
    else if (this.#received.watermark !== before && this.#closeSocket !== undefined)
      this.#giveUp(run, () => this.#trust.missedNews());
  }
}
