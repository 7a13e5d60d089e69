import type { Incoming } from '#store/accept.ts';
import { TurnStorage } from '#store/bot-storage.ts';
import { isUnavailable } from '#store/errors.ts';
import { activityId } from '#store/ids.ts';
import { ANY, type StateChange } from '#store/state.ts';
import type { Store } from '#store/store.ts';
import type { Tracer } from '#tracing/tracer.ts';
import type { DirectLineAdapter, Turn } from './adapter.ts';
import { forBot } from './for-bot.ts';
import type { Standing, Standings } from './standings.ts';

/** Activities with more characters take long to understand: they are stored before the bot reads them. */
export const LONG_ACTIVITY = 1500;

export interface WholeTurnRunnerParts {
  store: Store;
  adapter: DirectLineAdapter;
  botAccount: { id: string; name: string };
  standings: Standings;
  tracer: Tracer;
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
 * in this way. A turn that does not go through leaves nothing behind, and the activity takes the longer way: it is
 * stored, acknowledged, then answered.
 */
export class WholeTurnRunner {
  readonly #parts: WholeTurnRunnerParts;
  /** The conversations in which a turn over an activity that is not stored runs now. */
  readonly #running = new Set<string>();

  constructor(parts: WholeTurnRunnerParts) {
    this.#parts = parts;
  }

  /** Whether the conversation's running turn is over an activity that is not stored: nothing else may come of it. */
  isUnstored(conversationId: string): boolean {
    return this.#running.has(conversationId);
  }

  /**
   * Answers and stores an activity.
   * @returns its id; undefined when nothing was stored and the activity must take the longer way
   * @throws StoreUnavailable
   */
  async answer(incoming: Incoming): Promise<string | undefined> {
    const { conversationId } = incoming;
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
    const said = { ...incoming.activity, id: activityId(conversationId, seq) };
    const storage = new TurnStorage((keys) => store.turns.readState(keys), state);
    const turn = { conversationId, seq, activity: forBot(said, botAccount), storage, replies: [] };
    return { incoming, message: JSON.stringify(said), turn };
  }

  /**
   * Runs the bot.
   * @returns false when it throws, or has to wait for anything: a bot that has all it needs is done before the event
   * loop turns
   */
  async #run(turn: Turn): Promise<boolean> {
    const { conversationId } = turn;
    this.#running.add(conversationId);
    try {
      const waits = new Promise<boolean>((resolve) => setImmediate(resolve, false));
      const run = this.#parts.adapter.run(turn).then(() => true);
      // A turn that is put off may fail later, when nobody waits for it any more.
      run.catch(() => undefined);
      return await Promise.race([run, waits]);
    } catch {
      // The longer way runs it again, and reports it if it fails there too.
      return false;
    } finally {
      this.#running.delete(conversationId);
    }
  }

  async #store({ incoming, message, turn }: Attempt): Promise<boolean> {
    const { standings, store, tracer } = this.#parts;
    const { conversationId, seq, replies, storage } = turn;
    const { changes } = storage;
    const [state] = changes;
    if (changes.length > 1 || (state !== undefined && !isConditionalWrite(state))) return false;
    const activities = [message, ...replies.map((reply) => JSON.stringify(reply))];
    const whole = { conversationId, clientId: incoming.clientId, seq, activities, state };
    try {
      const isStored = await tracer.span({ name: 'commit', attributes: {} }, () =>
        store.wholeTurns.store(whole),
      );
      if (isStored)
        standings.remember(conversationId, { lastSeq: seq + replies.length, state: storage.items });
      return isStored;
    } catch (error) {
      if (isUnavailable(error)) throw error;
      // Mostly a message that is stored already: the longer way finds it.
      return false;
    }
  }
}

/** A write that depends on what the turn has read. */
const isConditionalWrite = ({ value, expected }: StateChange): boolean =>
  value !== undefined && expected !== ANY;
