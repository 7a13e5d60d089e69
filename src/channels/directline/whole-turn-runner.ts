import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from 'pino';
import { UnstoredTurn } from '#handoff/refuse-unstored.ts';
import { createFairYield } from '#http/fair-yield.ts';
import type { Incoming } from '#store/accept.ts';
import { newTurnRecord } from '#bot/turn-record.ts';
import { TurnStorage } from '#store/bot-storage.ts';
import { isDuplicate, isUnavailable } from '#store/errors.ts';
import { activityId } from '#store/ids.ts';
import { ANY, type StateChange } from '#store/state.ts';
import type { Store } from '#store/store.ts';
import type { Tracer } from '#tracing/tracer.ts';
import type { DirectLineAdapter, Turn } from './adapter.ts';
import { forBot } from './for-bot.ts';
import type { Standing, Standings } from './standings.ts';

/** Activities with more characters take long to understand: they are stored before the bot reads them. */
export const LONG_ACTIVITY = 1500;
/** How many turns begin each time the event loop comes round: about five milliseconds of work. */
const MAX_AT_ONCE = 8;

export interface WholeTurnRunnerParts {
  store: Store;
  adapter: DirectLineAdapter;
  botAccount: { id: string; name: string };
  standings: Standings;
  tracer: Tracer;
  log: Logger;
}

/** An activity with its turn, not stored yet. */
interface Attempt {
  incoming: Incoming;
  /** The activity as JSON. */
  message: string;
  turn: Turn;
}

/**
 * Runs the bot on an activity before it is stored, and then stores both in one transaction: most messages are answered
 * this way. A turn that fails leaves no trace, and the activity takes the longer way: it is stored, acknowledged, then
 * answered.
 */
export class WholeTurnRunner {
  readonly #parts: WholeTurnRunnerParts;
  /** When many customers write at once, others are read, stored and sent between their turns, and not after them. */
  readonly #slotOfLoop = createFairYield(MAX_AT_ONCE);
  /** Marks everything called by a turn whose activity is not stored yet, even long after the turn was abandoned. */
  readonly #unstored = new AsyncLocalStorage<true>();
  #looping: Promise<false> | undefined;

  constructor(parts: WholeTurnRunnerParts) {
    this.#parts = parts;
  }

  /** Whether the caller belongs to a turn whose activity is not stored yet: such a turn must have no other effects. */
  isUnstored(): boolean {
    return this.#unstored.getStore() === true;
  }

  /**
   * Answers and stores an activity.
   * @returns its id; undefined if nothing was stored and the activity must take the longer way
   * @throws StoreUnavailable
   */
  async answer(incoming: Incoming): Promise<string | undefined> {
    const { conversationId } = incoming;
    await this.#slotOfLoop();
    const standing = this.#parts.standings.take(conversationId);
    if (standing === undefined) return undefined;
    const attempt = this.#prepare(incoming, standing);
    if (attempt.message.length > LONG_ACTIVITY) return undefined;
    const attributes = {
      'bot.channel.id': 'directline',
      'bot.conversation.id': conversationId,
      'bot.seq': attempt.turn.seq,
    };
    return await this.#parts.tracer.span({ name: 'turn', attributes }, async (span) => {
      const isStored = (await this.#run(attempt.turn)) && (await this.#store(attempt));
      span.set({ 'bot.turn.outcome': isStored ? 'committed' : 'put off' });
      return isStored ? attempt.turn.activity.id : undefined;
    });
  }

  #prepare(incoming: Incoming, { lastSeq, state }: Standing): Attempt {
    const { store, botAccount } = this.#parts;
    const { conversationId } = incoming;
    const seq = lastSeq + 1;
    const activity = { ...incoming.activity, id: activityId(conversationId, seq) };
    const storage = new TurnStorage((keys) => store.turns.readState(keys), state);
    const turn = {
      conversationId,
      seq,
      activity: forBot(activity, botAccount),
      storage,
      replies: [],
      effects: [],
      record: newTurnRecord(),
    };
    return { incoming, message: JSON.stringify(activity), turn };
  }

  /**
   * Runs the bot.
   * @returns false if it throws or has to wait for anything: a bot that already has all it needs finishes before the
   *   event loop turns
   */
  async #run(turn: Turn): Promise<boolean> {
    const { adapter, log } = this.#parts;
    const run = this.#unstored.run(true, () => adapter.run(turn));
    // This also handles a turn that was abandoned, for which nobody waits any more.
    const isDone = run.then(
      () => true,
      (error: unknown) => {
        const { conversationId, seq } = turn;
        if (!(error instanceof UnstoredTurn))
          log.warn({ err: error, conversationId, seq }, 'the bot threw; trying the turn again');
        return false;
      },
    );
    return await Promise.race([isDone, this.#nextLoop()]);
  }

  /** Resolves to false when the event loop turns; until then, all turns share the promise. */
  #nextLoop(): Promise<false> {
    this.#looping ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#looping = undefined;
        resolve(false);
      });
    });
    return this.#looping;
  }

  async #store({ incoming, message, turn }: Attempt): Promise<boolean> {
    const { log, standings, store, tracer } = this.#parts;
    const { conversationId, seq, replies, storage, effects, record } = turn;
    const { changes } = storage;
    const [state] = changes;
    // A thumb changes an earlier turn's row, and the single transaction has no statement for that.
    if (record.thumbs.length > 0) return false;
    if (changes.length > 1 || (state !== undefined && !isConditionalWrite(state))) return false;
    const activities = [message, ...replies.map((reply) => JSON.stringify(reply))];
    const whole = { conversationId, clientId: incoming.clientId, seq, activities, state, fact: record.fact };
    try {
      const isStored = await tracer.span({ name: 'commit', attributes: {} }, () =>
        store.wholeTurns.store(whole),
      );
      if (!isStored) return false;
      standings.remember(conversationId, { lastSeq: seq + replies.length, state: storage.items });
      for (const effect of effects) effect();
      return true;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      // The longer way finds a message that is already stored.
      if (!isDuplicate(error))
        log.warn({ err: error, conversationId, seq }, 'could not store a turn; storing its message first');
      return false;
    }
  }
}

/** A write that depends on what the turn has read. */
const isConditionalWrite = ({ value, expected }: StateChange): boolean =>
  value !== undefined && expected !== ANY;
