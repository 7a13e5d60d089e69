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
 * Sends a proactive activity once, with a timeout.
 * @returns the channel's id of the activity; empty if it gives none
 * @throws the channel's error
 */
type SendToChannel = (
  reference: Partial<ConversationReference>,
  activity: Partial<Activity>,
) => Promise<string>;

export interface OutboxSenderParts {
  store: Pick<Store, 'connectorConversations' | 'connectorOutbox' | 'events' | 'transcript'>;
  say: SendToChannel;
  /** Turns a stored activity into the form that other channels get; undefined for no change. */
  forOthers?: (body: string) => string;
  /** Stores a text as a file if it would flood the conversation; if undefined, it is sent as text. */
  saveTextAsFile?: SaveTextAsFile;
  clock: () => Date;
  /** Monotonic: changes of the system clock do not affect it. */
  steadyClock: () => Date;
  /** 0 to 1. */
  random: () => number;
  log: Logger;
  tracer?: Tracer;
}

/** Sends what the bot and agents write, and the notices of a chat, to customers on connector channels. */
export interface OutboxSender {
  /** Checks for due entries now, whenever there is something new, and every two seconds. */
  start(): void;
  /** Checks now. Resolves when everything that was due has been tried. */
  runNow(): Promise<void>;
  /** Shows that an agent is typing, if the conversation is on a connector channel. */
  showTyping(conversationId: string): Promise<void>;
  /** Lets running sends finish. */
  stop(): Promise<void>;
}

/** Builds the outbox sender. It sends each entry at least once, and the entries of a conversation in order. */
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
    lease: (...room) => store.connectorOutbox.lease(...room),
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
      const found = await store.connectorConversations.find(conversationId);
      if (found === undefined) return;
      const where = { conversationId, ...found };
      // Messages need the capacity more.
      if (notBefore(where) === undefined) await say(where, { type: ActivityTypes.Typing });
    },
    async stop() {
      unsubscribe?.();
      await outboxLoop.stop();
    },
  };
}

/** Obeys a channel's limits per conversation; only Teams has any. */
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
