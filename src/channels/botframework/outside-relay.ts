import type { Logger } from 'pino';
import { type Activity, ActivityTypes, type ConversationReference } from '#bot-framework/activity.ts';
import { TEAMS } from '#channel-ids.ts';
import type { Store } from '#store/store.ts';
import { noTracer, type Tracer } from '#tracing/tracer.ts';
import type { KeepLine } from '../kept-text.ts';
import { createDueLines } from './due-lines.ts';
import { createSendLine, originOf, type SendLineParts } from './send-line.ts';
import { createSendingLimits } from './sending-limits.ts';

/**
 * Says an activity in a conversation that is not in a turn, once, and not for ever.
 * @returns the channel's id of it; empty where it gives none
 * @throws what the channel answers
 */
type SayOutside = (reference: Partial<ConversationReference>, activity: Partial<Activity>) => Promise<string>;

export interface OutsideRelayParts {
  store: Pick<Store, 'outside' | 'events' | 'transcript'>;
  say: SayOutside;
  /** Makes of an activity as it is kept what others get; undefined: it is the same. */
  forOthers?: (body: string) => string;
  /** Keeps what would be a flood of messages as a file; undefined: it stays one. */
  keepLine?: KeepLine;
  clock: () => Date;
  /** Runs evenly, also when somebody sets the clock. */
  steadyClock: () => Date;
  /** 0 to 1. */
  random: () => number;
  log: Logger;
  tracer?: Tracer;
}

/** Brings what the bot and agents say, and what is told of a chat, to customers on outside channels. */
export interface OutsideRelay {
  /** Looks for what is due, now, when there is something new, and every two seconds. */
  start(): void;
  /** Looks now. Resolves when all that was due has been tried. */
  look(): Promise<void>;
  /** Shows that an agent is typing, where the conversation is an outside one. */
  showTyping(conversationId: string): Promise<void>;
  /** Lets running sends end. */
  stop(): Promise<void>;
}

/** Makes the relay. It sends each line at least once, and the lines of a conversation one after the other. */
export function createOutsideRelay(parts: OutsideRelayParts): OutsideRelay {
  const { store, forOthers = (body) => body, keepLine, clock, random, log, tracer = noTracer } = parts;
  const { notBefore, say } = limitSending(parts);
  const send = createSendLine({
    store,
    notBefore,
    say,
    onLater: (time) => dueLines.wakeAt(time),
    forOthers,
    keepLine,
    clock,
    random,
    log,
    tracer,
  });
  const dueLines = createDueLines({ take: (...room) => store.outside.take(...room), send, clock, log });
  let unsubscribe: (() => unknown) | undefined;
  return {
    start() {
      dueLines.start();
      unsubscribe = store.events.subscribe((event) => {
        const isOutside = 'conversationId' in event && event.conversationId.includes('/');
        if (!isOutside || event.kind === 'transient') return;
        if (event.kind === 'activities')
          for (const { seq } of event.activities)
            tracer.remember(originOf({ conversationId: event.conversationId, seq }));
        dueLines.wake();
      });
    },
    async look() {
      dueLines.wake();
      await dueLines.settle();
    },
    async showTyping(conversationId) {
      const found = await store.outside.find(conversationId);
      if (found === undefined) return;
      const where = { conversationId, ...found };
      // Messages need the room more.
      if (notBefore(where) === undefined) await say(where, { type: ActivityTypes.Typing });
    },
    async stop() {
      unsubscribe?.();
      await dueLines.stop();
    },
  };
}

/** Sending that keeps to what a channel takes of one conversation: only Teams limits it. */
function limitSending({
  say,
  clock,
  steadyClock,
}: OutsideRelayParts): Pick<SendLineParts, 'notBefore' | 'say'> {
  const limits = createSendingLimits({ clock: steadyClock });
  return {
    notBefore({ conversationId, channelId }) {
      const at = channelId === TEAMS ? limits.nextAt(conversationId) : 0;
      const waitMs = at - steadyClock().getTime();
      return waitMs > 0 ? new Date(clock().getTime() + waitMs) : undefined;
    },
    async say({ conversationId, channelId, reference }, activity) {
      const ended = channelId === TEAMS ? limits.begin(conversationId) : undefined;
      try {
        return await say(JSON.parse(reference) as Partial<ConversationReference>, activity);
      } finally {
        ended?.();
      }
    },
  };
}
