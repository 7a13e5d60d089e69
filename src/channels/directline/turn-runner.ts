import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { newTurnRecord } from '#bot/turn-record.ts';
import { TurnStorage } from '#store/bot-storage.ts';
import { createFairYield } from '#http/fair-yield.ts';
import type { Clock } from '#store/clock.ts';
import type { TurnOutcome } from '#store/commit.ts';
import { isUnavailable, type StoreUnavailable } from '#store/errors.ts';
import { replyId } from '#store/ids.ts';
import type { Store } from '#store/store.ts';
import type { Unanswered } from '#store/turns.ts';
import type { DirectLineAdapter, Turn } from './adapter.ts';
import { forBot } from './for-bot.ts';
import { finish } from './outgoing-activity.ts';
import type { Standings } from './standings.ts';
import type { Tracer } from '#tracing/tracer.ts';
import { RetryWhileUnavailable } from './retry-while-unavailable.ts';
import { LONG_ACTIVITY } from './whole-turn-runner.ts';

const MAX_ATTEMPTS = 3;
/** Other conversations of the same user can force a turn to run again; past this many times it counts as failed. */
const MAX_CONFLICTS = 20;
const TURN_TIMEOUT_MS = 60_000;
const TAKE_OVER_MS = 2000;
const STOP_GRACE_MS = 5000;

export interface TurnRunnerParts {
  store: Store;
  adapter: DirectLineAdapter;
  botAccount: { id: string; name: string };
  apology: string;
  clock: Clock;
  log: Logger;
  tracer: Tracer;
  standings: Standings;
}

interface Active {
  done: Promise<void>;
  /** Another activity was accepted that the loop may not have seen. */
  again: boolean;
}

/** Answers activities that are already stored, exactly once, in order, one at a time per conversation. */
export class TurnRunner {
  readonly #parts: TurnRunnerParts;
  readonly #active = new Map<string, Active>();
  readonly #patience = new RetryWhileUnavailable();
  readonly #turnOfLoop = createFairYield();
  #timer: NodeJS.Timeout | undefined;
  #takingOver: Promise<void> | undefined;

  constructor(parts: TurnRunnerParts) {
    this.#parts = parts;
  }

  /** Looks for activities whose process has died, now and every two seconds. */
  start(): void {
    void this.#takeOver();
    this.#timer = setInterval(() => void this.#takeOver(), TAKE_OVER_MS);
    this.#timer.unref();
  }

  /** Takes a newly accepted activity. If others are ahead of it, it is read from the store again later. */
  offer(unanswered: Unanswered, pending: number): void {
    this.#wake(unanswered.conversationId, pending === 1 ? unanswered : undefined, false);
  }

  /**
   * Gives running turns five seconds to finish, and starts no more. Unanswered activities stay stored until the next
   * start.
   */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#patience.end();
    const ended = Promise.all([this.#takingOver, ...[...this.#active.values()].map(({ done }) => done)]);
    await Promise.race([ended, wait(STOP_GRACE_MS, undefined, { ref: false })]);
  }

  #takeOver(): Promise<void> {
    this.#takingOver ??= this.#findAbandoned().finally(() => {
      this.#takingOver = undefined;
    });
    return this.#takingOver;
  }

  async #findAbandoned(): Promise<void> {
    try {
      for (const conversationId of await this.#parts.store.turns.takeOver())
        if (!this.#active.has(conversationId)) this.#wake(conversationId, undefined, true);
    } catch (error) {
      const level = isUnavailable(error) ? 'warn' : 'error';
      this.#parts.log[level]({ err: error }, 'could not look for unanswered messages; trying again');
    }
  }

  #wake(conversationId: string, first: Unanswered | undefined, abandoned: boolean): void {
    if (this.#patience.ended) return;
    const active = this.#active.get(conversationId);
    if (active !== undefined) {
      active.again = true;
      return;
    }
    const entry: Active = { done: Promise.resolve(), again: false };
    this.#active.set(conversationId, entry);
    entry.done = this.#answerAll(conversationId, entry, first, abandoned);
  }

  async #answerAll(
    conversationId: string,
    entry: Active,
    first: Unanswered | undefined,
    abandoned: boolean,
  ): Promise<void> {
    const { store, log } = this.#parts;
    let current = first;
    let counted = abandoned;
    try {
      while (!this.#patience.ended) {
        entry.again = false;
        current ??= await this.#patience.run(() => store.turns.next(conversationId));
        const outcome = current && (await this.#traced(current, current === first, counted));
        // Another process has notified its own sockets; ours read the stored replies.
        if (outcome?.kind === 'overtaken') store.events.emit({ kind: 'elsewhere', conversationId });
        const more = outcome?.kind === 'committed' && outcome.mine && outcome.pending > 0;
        if (!more && !entry.again) break;
        current = undefined;
        counted = false;
      }
    } catch (error) {
      // Stopped, or a bug: the activity stays unanswered in the store and is found again.
      if (!this.#patience.ended)
        log.error({ err: error, conversationId }, 'could not continue a conversation; trying again later');
    } finally {
      this.#active.delete(conversationId);
    }
  }

  /** @param isAsked whether the running request contained this activity, so that the turn belongs to its trace */
  #traced(unanswered: Unanswered, isAsked: boolean, counted: boolean): Promise<TurnOutcome> {
    const { conversationId, seq } = unanswered;
    const attributes = {
      'bot.channel.id': 'directline',
      'bot.conversation.id': conversationId,
      'bot.seq': seq,
    };
    return this.#parts.tracer.span(
      { name: 'turn', attributes, parent: isAsked ? 'running' : 'none' },
      async (span) => {
        const outcome = await this.#answer(unanswered, counted);
        span.set({ 'bot.turn.outcome': outcome.kind });
        return outcome;
      },
    );
  }

  /** @param counted whether an earlier process may have died because of this activity */
  async #answer(unanswered: Unanswered, counted: boolean): Promise<TurnOutcome> {
    const { store, standings, tracer } = this.#parts;
    const { conversationId, seq } = unanswered;
    const count = () => this.#patience.run(() => store.turns.countAttempt(conversationId, seq));
    let attempts = counted ? await count() : 0;
    let conflicts = 0;
    // Several of these at once would block everything else.
    if (unanswered.body.length > LONG_ACTIVITY) await this.#turnOfLoop();
    while (attempts <= MAX_ATTEMPTS) {
      const turn = await this.#run(unanswered);
      if (turn === undefined) {
        attempts = Math.max(await count(), attempts + 1);
        continue;
      }
      const { replies, storage, effects, record } = turn;
      const finished = {
        conversationId,
        seq,
        status: 'answered' as const,
        replies,
        state: storage.changes,
        fact: record.fact,
        thumbs: record.thumbs,
      };
      const outcome = await tracer.span({ name: 'commit', attributes: {} }, () =>
        this.#patience.run(() => store.turns.commit(finished)),
      );
      if (outcome.kind === 'committed') for (const effect of effects) effect();
      if (outcome.kind === 'committed' && outcome.pending === 0)
        standings.remember(conversationId, { lastSeq: outcome.lastSeq, state: storage.items });
      if (outcome.kind !== 'conflict') return outcome;
      conflicts += 1;
      if (conflicts > MAX_CONFLICTS) break;
    }
    return await this.#apologise(unanswered);
  }

  /** @returns undefined if the bot threw or took too long */
  async #run(unanswered: Unanswered): Promise<Turn | undefined> {
    const { adapter, botAccount, log, store } = this.#parts;
    const { conversationId, seq, body } = unanswered;
    return await this.#patience.run(async () => {
      let lost: StoreUnavailable | undefined;
      const storage = new TurnStorage(async (keys) => {
        try {
          return await store.turns.readState(keys);
        } catch (error) {
          if (isUnavailable(error)) lost = error;
          throw error;
        }
      });
      const activity = forBot(JSON.parse(body), botAccount);
      const turn: Turn = {
        conversationId,
        seq,
        activity,
        storage,
        replies: [],
        effects: [],
        record: newTurnRecord(),
      };
      try {
        await withTimeout(adapter.run(turn), TURN_TIMEOUT_MS);
      } catch (error) {
        if (lost === undefined) {
          log.error({ err: error, conversationId, seq }, 'the bot threw; trying the turn again');
          return undefined;
        }
      }
      // Without its state the bot's reply is wrong, even if it handled the error.
      if (lost !== undefined) throw lost;
      return turn;
    });
  }

  async #apologise({ conversationId, seq }: Unanswered): Promise<TurnOutcome> {
    const { apology, botAccount, clock, log, store } = this.#parts;
    log.error({ conversationId, seq }, 'could not answer a message; sending the apology');
    const reply = finish({ type: 'message', text: apology }, { conversationId, botAccount, now: clock() });
    const replies = [{ ...reply, id: replyId(conversationId, seq, 1) }];
    return await this.#patience.run(() =>
      store.turns.commit({ conversationId, seq, status: 'failed', replies, state: [] }),
    );
  }
}

async function withTimeout(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`The bot took more than ${milliseconds} ms`)), milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
