import type { Incoming } from '#store/accept.ts';
import type { Store } from '#store/store.ts';
import type { Standings } from './standings.ts';
import type { TurnRunner } from './turn-runner.ts';
import type { WholeTurnRunner } from './whole-turn-runner.ts';

/** The outcome of accepting an activity. */
export type IntakeOutcome = { kind: 'taken'; id: string; isNew: boolean } | { kind: 'unknown conversation' };

export interface ActivityIntakeParts {
  store: Store;
  wholeTurns: WholeTurnRunner;
  runner: TurnRunner;
  standings: Standings;
}

/**
 * Accepts what clients send. When this resolves, the activity is stored, and it is or will be answered exactly once.
 *
 * - Usually in one transaction: the bot answers first, then activity, replies and state are stored together.
 * - Otherwise in two: the activity is stored and leased, and the `TurnRunner` answers it after it was acknowledged.
 */
export class ActivityIntake {
  readonly #parts: ActivityIntakeParts;
  /** The last activity of each conversation that is being accepted. */
  readonly #accepting = new Map<string, Promise<unknown>>();

  constructor(parts: ActivityIntakeParts) {
    this.#parts = parts;
  }

  /** Accepts one activity, after the earlier ones of its conversation. @throws StoreUnavailable */
  async accept(incoming: Incoming): Promise<IntakeOutcome> {
    const { conversationId } = incoming;
    for (let before; (before = this.#accepting.get(conversationId)) !== undefined;) await before;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#accepting.set(conversationId, promise);
    try {
      const id = await this.#parts.wholeTurns.answer(incoming);
      return id === undefined ? await this.#storeFirst(incoming) : { kind: 'taken', id, isNew: true };
    } finally {
      this.#accepting.delete(conversationId);
      resolve();
    }
  }

  async #storeFirst(incoming: Incoming): Promise<IntakeOutcome> {
    const { store, runner, standings } = this.#parts;
    const { conversationId } = incoming;
    standings.take(conversationId);
    const acceptance = await store.turns.accept(incoming);
    if (acceptance.kind === 'unknown conversation') return acceptance;
    if (acceptance.kind === 'accepted' && acceptance.mine) {
      const { seq, body, pending } = acceptance;
      runner.offer({ conversationId, seq, body }, pending);
    }
    // The first try may have been stored although its client got an error.
    if (acceptance.kind === 'duplicate') store.events.emit({ kind: 'elsewhere', conversationId });
    return { kind: 'taken', id: acceptance.id, isNew: acceptance.kind === 'accepted' };
  }
}
