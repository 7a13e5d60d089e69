import { type Activity, ActivityTypes, type ConversationReference } from 'botbuilder';
import type { Logger } from 'pino';
import type { Store } from '../../store/store.ts';
import { asOutside, type Kept } from './outside-line.ts';

const LEASE_MS = 30_000;
const LOOK_MS = 2000;
const MOST_AT_ONCE = 20;
/** Waits between tries: a channel's limits are over in seconds, an outage in minutes. */
const WAITS_MS = [1000, 2000, 4000, 8000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000];

/** Says an activity in a conversation that is not in a turn. @throws what the channel answers */
type SayOutside = (reference: Partial<ConversationReference>, activity: Partial<Activity>) => Promise<string>;

export interface OutsideRelayParts {
  store: Store;
  say: SayOutside;
  clock: () => Date;
  log: Logger;
}

/** Brings what agents say, and what is told of a chat, to customers on outside channels. */
export interface OutsideRelay {
  start(): void;
  /** Shows that an agent is typing, where the conversation is an outside one. */
  showTyping(conversationId: string): Promise<void>;
  stop(): Promise<void>;
}

/** What the channel answered: an HTTP status, where it is one. */
const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 0;

/** Makes the relay: at least once each, one after the other in a conversation. */
export function createOutsideRelay({ store, say, clock, log }: OutsideRelayParts): OutsideRelay {
  const { outside } = store;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let unsubscribe: (() => unknown) | undefined;

  async function bring(line: Awaited<ReturnType<typeof outside.take>>[number]): Promise<void> {
    const { conversationId, channelId, seq, attempts } = line;
    const activity = asOutside(JSON.parse(line.body) as Kept, channelId);
    try {
      if (activity !== undefined)
        await say(JSON.parse(line.reference) as Partial<ConversationReference>, activity);
      await outside.done(line);
    } catch (error) {
      const wait = WAITS_MS[attempts];
      // The customer has blocked the bot, or the conversation is gone: no later try can mend that.
      const isFinal = wait === undefined || [400, 401, 403, 404].includes(statusOf(error));
      log[isFinal ? 'error' : 'warn'](
        { err: error, conversationId, seq },
        'a line did not reach its channel',
      );
      if (isFinal) await outside.done(line);
      else await outside.failed(line, new Date(clock().getTime() + wait));
    }
  }

  async function bringAll(): Promise<void> {
    do {
      again = false;
      try {
        for (;;) {
          const due = await outside.take(LEASE_MS, MOST_AT_ONCE);
          if (due.length === 0) break;
          await Promise.all(due.map(bring));
        }
      } catch (error) {
        log.warn(
          { err: error },
          'what is to be said on other channels could not be looked for; trying again',
        );
      }
    } while (again);
  }

  const look = (): void => {
    again = true;
    running ??= bringAll().finally(() => {
      running = undefined;
    });
  };

  return {
    start() {
      look();
      timer = setInterval(look, LOOK_MS);
      timer.unref();
      unsubscribe = store.events.subscribe((event) => {
        const isOutside = 'conversationId' in event && event.conversationId.includes('/');
        if (isOutside && event.kind !== 'transient') look();
      });
    },
    async showTyping(conversationId) {
      const found = await outside.find(conversationId);
      if (found === undefined) return;
      await say(JSON.parse(found.reference) as Partial<ConversationReference>, {
        type: ActivityTypes.Typing,
      });
    },
    async stop() {
      clearInterval(timer);
      unsubscribe?.();
      await running;
    },
  };
}
