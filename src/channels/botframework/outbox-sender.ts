import type { Logger } from 'pino';
import { type Activity, ActivityTypes, type ConversationReference } from '#bot-framework/activity.ts';
import { TEAMS } from '#channel-ids.ts';
import type { Store } from '#store/store.ts';
import { noTracer, type Tracer } from '#tracing/tracer.ts';
import type { SaveTextAsFile } from '../save-text-as-file.ts';
import { createOutboxLoop } from './outbox-loop.ts';
import { createSendOutboxEntry, originOf, type SendOutboxEntryParts } from './send-outbox-entry.ts';
import { createSendingLimits } from './sending-limits.ts';

/**
 * Says an activity in a conversation that is not in a turn, once, and not for ever.
 * @returns the channel's id of it; empty where it gives none
 * @throws what the channel answers
 */
type SendToChannel = (
  reference: Partial<ConversationReference>,
  activity: Partial<Activity>,
) => Promise<string>;

export interface OutboxSenderParts {
  store: Pick<Store, 'connectorOutbox' | 'events' | 'transcript'>;
  say: SendToChannel;
  /** Makes of an activity as it is kept what others get; undefined: it is the same. */
  forOthers?: (body: string) => string;
  /** Keeps what would be a flood of messages as a file; undefined: it stays one. */
  saveTextAsFile?: SaveTextAsFile;
  clock: () => Date;
  /** Runs evenly, also when somebody sets the clock. */
  steadyClock: () => Date;
  /** 0 to 1. */
  random: () => number;
  log: Logger;
  tracer?: Tracer;
}

/** Brings what the bot and agents say, and what is told of a chat, to customers on outside channels. */
export interface OutboxSender {
  /** Looks for what is due, now, when there is something new, and every two seconds. */
  start(): void;
  /** Looks now. Resolves when all that was due has been tried. */
  runNow(): Promise<void>;
  /** Shows that an agent is typing, where the conversation is an outside one. */
  showTyping(conversationId: string): Promise<void>;
  /** Lets running sends end. */
  stop(): Promise<void>;
}

/** Makes the relay. It sends each line at least once, and the lines of a conversation one after the other. */
export function createOutboxSender(parts: OutboxSenderParts): OutboxSender {
  const { store, forOthers = (body) => body, saveTextAsFile, clock, random, log, tracer = noTracer } = parts;
  const { notBefore, say } = limitSending(parts);
  const send = createSendOutboxEntry({
    store,
    notBefore,
    say,
    onLater: (time) => outboxLoop.wakeAt(time),
    forOthers,
    saveTextAsFile,
    clock,
    random,
    log,
    tracer,
  });
  const outboxLoop = createOutboxLoop({
    take: (...room) => store.connectorOutbox.lease(...room),
    send,
    clock,
    log,
  });
  let unsubscribe: (() => unknown) | undefined;
  return {
    start() {
      outboxLoop.start();
      unsubscribe = store.events.subscribe((event) => {
        const isOutside = 'conversationId' in event && event.conversationId.includes('/');
        if (!isOutside || event.kind === 'transient') return;
        if (event.kind === 'activities')
          for (const { seq } of event.activities)
            tracer.remember(originOf({ conversationId: event.conversationId, seq }));
        outboxLoop.wake();
      });
    },
    async runNow() {
      outboxLoop.wake();
      await outboxLoop.settle();
    },
    async showTyping(conversationId) {
      const found = await store.connectorOutbox.find(conversationId);
      if (found === undefined) return;
      const where = { conversationId, ...found };
      // Messages need the room more.
      if (notBefore(where) === undefined) await say(where, { type: ActivityTypes.Typing });
    },
    async stop() {
      unsubscribe?.();
      await outboxLoop.stop();
    },
  };
}

/** Sending that keeps to what a channel takes of one conversation: only Teams limits it. */
function limitSending({
  say,
  clock,
  steadyClock,
}: OutboxSenderParts): Pick<SendOutboxEntryParts, 'notBefore' | 'say'> {
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
