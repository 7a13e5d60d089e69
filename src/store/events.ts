import type { Logger } from 'pino';
import type { Engine, Queries } from './engine.ts';

/** An activity as stored: its sequence number, and its JSON as clients get it. */
export interface StoredActivity {
  seq: number;
  /** True for activities that clients never see. */
  hidden: boolean;
  body: string;
}

/** Which side of a conversation an activity is for. */
export type Audience = 'customer' | 'agents';

export type StoreEvent =
  /** This process has just stored activities, in this order. */
  | { kind: 'activities'; conversationId: string; activities: StoredActivity[] }
  /** Another process has stored activities: read them from the transcript. */
  | { kind: 'elsewhere'; conversationId: string }
  /** Shown to everyone who is listening now, and never stored (typing). */
  | { kind: 'transient'; conversationId: string; body: string; to: Audience }
  /** The queue, a chat, a ticket, an agent's presence or the canned replies have changed. */
  | { kind: 'desk' }
  /** An account has changed, or its sessions have ended. */
  | { kind: 'accounts' }
  /** Events may have been missed. */
  | { kind: 'gap' };

export type StoreListener = (event: StoreEvent) => void;

/** PostgreSQL refuses a notification of 8,000 bytes or more. */
const MAX_PAYLOAD = 7900;

interface Payload {
  from: number;
  ids?: string[];
  transient?: { id: string; body: string; to: Audience };
  desk?: true;
  accounts?: true;
}

/** Publishes what was stored to this process's listeners and to other processes. */
export class StoreEvents {
  readonly #engine: Engine;
  readonly #log: Logger;
  readonly #listeners = new Set<StoreListener>();

  constructor(engine: Engine, log: Logger) {
    this.#engine = engine;
    this.#log = log;
  }

  /** Resolves once events of other processes arrive. */
  start(): Promise<void> {
    return this.#engine.listen(
      (payload) => this.#hear(payload),
      () => this.emit({ kind: 'gap' }),
    );
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: StoreListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Call it within the transaction that stores activities: other processes are notified when it commits. */
  async publish(queries: Queries, conversationIds: string[]): Promise<void> {
    if (conversationIds.length === 0) return;
    await this.#engine.publish(queries, this.noticeOf(conversationIds));
  }

  /** The notification to other processes that activities of these conversations were stored. */
  noticeOf(conversationIds: string[]): string {
    const payload: Payload = { from: this.#engine.processId, ids: conversationIds };
    return JSON.stringify(payload);
  }

  /** Call it within the transaction that changes chats or presence: other processes are notified when it commits. */
  async publishHandoff(queries: Queries): Promise<void> {
    const payload: Payload = { from: this.#engine.processId, desk: true };
    await this.#engine.publish(queries, JSON.stringify(payload));
  }

  /** Notifies the desks of all processes that something has changed. Call it after the commit. */
  async notifyDesks(queries: Queries): Promise<void> {
    await this.publishHandoff(queries);
    this.emit({ kind: 'desk' });
  }

  /** Notifies all processes that an account has changed. Call it after the commit. */
  async notifyAccounts(queries: Queries): Promise<void> {
    const payload: Payload = { from: this.#engine.processId, accounts: true };
    await this.#engine.publish(queries, JSON.stringify(payload));
    this.emit({ kind: 'accounts' });
  }

  /** Emits an event to this process's listeners. Call it after the commit. A listener must not throw. */
  emit(event: StoreEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /**
   * Shows something to everyone who is listening now, in all processes. If it is too big for a notification, only this
   * process shows it.
   */
  async publishTransient(conversationId: string, body: string, to: Audience = 'customer'): Promise<void> {
    this.emit({ kind: 'transient', conversationId, body, to });
    const payload: Payload = { from: this.#engine.processId, transient: { id: conversationId, body, to } };
    const text = JSON.stringify(payload);
    if (Buffer.byteLength(text) <= MAX_PAYLOAD) await this.#engine.publish(this.#engine.db, text);
  }

  #hear(text: string): void {
    let payload: Payload;
    try {
      payload = JSON.parse(text);
    } catch (error) {
      this.#log.warn({ err: error }, 'ignored an unreadable notification from another process');
      return;
    }
    if (payload.from === this.#engine.processId) return;
    for (const conversationId of payload.ids ?? []) this.emit({ kind: 'elsewhere', conversationId });
    if (payload.transient !== undefined)
      this.emit({
        kind: 'transient',
        conversationId: payload.transient.id,
        body: payload.transient.body,
        to: payload.transient.to,
      });
    if (payload.desk === true) this.emit({ kind: 'desk' });
    if (payload.accounts === true) this.emit({ kind: 'accounts' });
  }
}
