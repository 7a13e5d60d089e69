import { signal, type ReadonlySignal } from '@preact/signals';
import { type Backoff, waitAfter } from '#time/backoff.ts';
import type { PendingEntry } from './chat-client.ts';
import { ask, inConversation, json, type RequestOutcome, type Session, withFiles } from './direct-line.ts';
import type { VisitorStorage, UnsentMessage } from './visitor-storage.ts';
import type { Surroundings } from './surroundings.ts';

export interface OutboxParts {
  surroundings: Surroundings;
  keeper: VisitorStorage;
  locale: () => string;
  /** Undefined while there is no session. */
  session: () => Session | undefined;
  /** Brings the transcript up to date. @returns false if the server cannot be reached */
  catchUp: () => Promise<boolean>;
  /** Replaces an expired token. */
  renew: () => void;
}

/** A message in the outbox. */
interface Item extends UnsentMessage {
  files: readonly File[];
  state: PendingEntry['state'];
  failure?: PendingEntry['failure'];
  /** Whether the server has accepted it, so that only its echo is missing. */
  taken: boolean;
  /** When it was first tried after the last time it failed, and how often since then. */
  triedAt?: number;
  tries: number;
}

/** A message without a response for this long counts as failed; the visitor decides what to do. */
const GIVE_UP_MS = 30_000;
const BACKOFF: Backoff = { firstMs: 1000, longestMs: 8000 };
/** The echo arrives over the stream at once, unless the stream is dead. */
const ECHO_MS = 5000;

/**
 * Holds the visitor's messages that the server has not echoed yet. Sends them one at a time, in order; each is accepted
 * once.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #entries = signal<readonly PendingEntry[]>([]);
  #items: Item[] = [];
  #sending = false;
  #closed = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  get entries(): ReadonlySignal<readonly PendingEntry[]> {
    return this.#entries;
  }

  /** Adopts the messages that an earlier page could not send. */
  adopt(): void {
    const known = new Set(this.#items.map(({ clientId }) => clientId));
    for (const message of this.#parts.keeper.read().outbox ?? [])
      if (!known.has(message.clientId))
        this.#items.push({ ...message, files: [], state: 'sending', taken: false, tries: 0 });
    this.#show();
  }

  /** Stores a message, then sends it. Files are too big to be stored across reloads. */
  add(message: Pick<UnsentMessage, 'text' | 'displayText' | 'value'>, files: readonly File[] = []): void {
    const { surroundings, keeper } = this.#parts;
    const stored: UnsentMessage = { ...message, clientId: surroundings.newId(), at: surroundings.now() };
    if (files.length === 0)
      keeper.change((before) => ({ ...before, outbox: [...(before.outbox ?? []), stored] }));
    this.#items.push({ ...stored, files, state: 'sending', taken: false, tries: 0 });
    this.#show();
    this.flush();
  }

  /** Sends waiting messages, if there is a session. */
  flush(): void {
    if (!this.#sending) void this.#sendAll();
  }

  retry(clientId: string): void {
    const item = this.#find(clientId);
    if (item === undefined) return;
    item.state = 'sending';
    delete item.triedAt;
    delete item.failure;
    this.#show();
    this.flush();
  }

  /** Removes a message that has arrived or that the visitor discards. */
  remove(clientId: string): void {
    const before = this.#items.length;
    this.#items = this.#items.filter((item) => item.clientId !== clientId);
    this.#removeStored(clientId);
    if (this.#items.length !== before) this.#show();
  }

  /** Drops unsent messages, because another conversation begins. */
  clear(): void {
    for (const { clientId } of this.#items) this.#removeStored(clientId);
    this.#items = [];
    this.#show();
  }

  close(): void {
    this.#closed = true;
  }

  #find(clientId: string): Item | undefined {
    return this.#items.find((item) => item.clientId === clientId);
  }

  #next(): Item | undefined {
    return this.#items.find(({ state, taken }) => state === 'sending' && !taken);
  }

  #removeStored(clientId: string): void {
    const { keeper } = this.#parts;
    if (!keeper.read().outbox?.some((each) => each.clientId === clientId)) return;
    keeper.change((stored) => ({
      ...stored,
      outbox: (stored.outbox ?? []).filter((each) => each.clientId !== clientId),
    }));
  }

  #show(): void {
    this.#entries.value = this.#items.map(({ clientId, at, text, displayText, files, state, failure }) => ({
      kind: 'pending',
      clientId,
      at: new Date(at),
      text: displayText ?? text,
      files,
      state,
      ...(failure === undefined ? {} : { failure }),
    }));
  }

  async #sendAll(): Promise<void> {
    this.#sending = true;
    try {
      for (let item = this.#next(); item !== undefined && !this.#closed; item = this.#next())
        if (!(await this.#send(item))) return;
    } finally {
      this.#sending = false;
    }
  }

  /** @returns whether to continue with the next one; after false, opening a session flushes again */
  async #send(item: Item): Promise<boolean> {
    const { surroundings, session, renew, catchUp } = this.#parts;
    const current = session();
    if (current === undefined) return false;
    // Other services store a message twice if it is sent twice, so look up the first attempt before retrying.
    if (item.tries > 0 && !current.isOurs) {
      if (!(await catchUp())) return await this.#later(item);
      if (this.#find(item.clientId) === undefined) return true;
    }
    item.triedAt ??= surroundings.now();
    item.tries += 1;
    const outcome = await this.#post(item, current);
    if (this.#find(item.clientId) === undefined) return true;
    if (outcome.kind === 'ok') {
      item.taken = true;
      this.#removeStored(item.clientId);
      surroundings.after(ECHO_MS, () => {
        if (this.#find(item.clientId) !== undefined) void catchUp();
      });
      return true;
    }
    if (outcome.kind === 'unreachable') return await this.#later(item, outcome);
    if (outcome.status === 401 || outcome.status === 403 || outcome.status === 404) {
      // The next session sends it, but stop asking a server that refuses that too.
      if (surroundings.now() - item.triedAt > GIVE_UP_MS) return this.#fail(item, undefined);
      renew();
      return false;
    }
    return this.#fail(item, failureOf(outcome.status, item));
  }

  #post(item: Item, session: Session): Promise<RequestOutcome<unknown>> {
    const { surroundings, locale } = this.#parts;
    const { clientId, text, displayText, value, files } = item;
    const activity = {
      type: 'message',
      from: { id: session.userId },
      locale: locale(),
      // The bot gives opening hours in the visitor's own time.
      localTimezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...(text === '' ? {} : { text }),
      ...(value === undefined ? {} : { value }),
      channelData: { clientActivityID: clientId, ...(displayText === undefined ? {} : { displayText }) },
    };
    if (files.length === 0)
      return ask(surroundings, inConversation(session, '/activities'), json('POST', session.token, activity));
    const address = inConversation(session, `/upload?userId=${encodeURIComponent(session.userId)}`);
    return ask(surroundings, address, withFiles(session.token, activity, files), 5 * 60_000);
  }

  async #later(
    item: Item,
    { isBusy = false, retryAfterMs = 0 }: { isBusy?: boolean; retryAfterMs?: number } = {},
  ): Promise<boolean> {
    const { surroundings } = this.#parts;
    const waited = surroundings.now() - (item.triedAt ?? surroundings.now());
    // Offline, a message does not fail: it goes out when the network is back.
    if (surroundings.isOffline()) delete item.triedAt;
    // Asking for a longer pause than any visitor waits amounts to a refusal.
    else if (waited + retryAfterMs > GIVE_UP_MS) return this.#fail(item, isBusy ? 'busy' : undefined);
    const wait = retryAfterMs || waitAfter(BACKOFF, item.tries);
    await new Promise<void>((resolve) => surroundings.after(wait, resolve));
    return true;
  }

  #fail(item: Item, failure: PendingEntry['failure']): true {
    item.state = 'failed';
    if (failure !== undefined) item.failure = failure;
    this.#show();
    return true;
  }
}

function failureOf(status: number, { files }: Item): PendingEntry['failure'] {
  if (status === 415) return 'file-type';
  if (status === 413) return files.length > 0 ? 'too-large' : 'too-long';
  return undefined;
}
