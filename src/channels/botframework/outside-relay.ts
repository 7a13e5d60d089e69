import type { Logger } from 'pino';
import { type Activity, ActivityTypes, type ConversationReference } from '#bot-framework/activity.ts';
import type { OutsideLine } from '#store/outside.ts';
import type { Store } from '#store/store.ts';
import type { KeepLine } from '../kept-text.ts';
import { asOutside, type Kept } from './outside-line.ts';
import { forAgents, lostLine, lostLines } from './lost-lines.ts';
import { outcomeOf, statusOf } from './send-outcome.ts';
import { createSendingLimits } from './sending-limits.ts';

/** Longer than a send may take, so that no other process says the same meanwhile. */
const LEASE_MS = 15_000;
const LOOK_MS = 2000;
const MOST_AT_ONCE = 20;
const LIMITED_CHANNEL = 'msteams';

type Where = Pick<OutsideLine, 'conversationId' | 'channelId' | 'reference'>;

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

const keptOf = ({ body }: OutsideLine): Kept => JSON.parse(body) as Kept;

/** Who wrote a line, where that was an agent. */
const agentOf = (line: OutsideLine): string | undefined => keptOf(line).channelData?.agent?.name;

/** Makes the relay: at least once each, one after the other in a conversation. */
export function createOutsideRelay({
  store,
  say,
  forOthers = (body) => body,
  keepLine,
  clock,
  steadyClock,
  random,
  log,
}: OutsideRelayParts): OutsideRelay {
  const { outside, transcript } = store;
  const limits = createSendingLimits({ clock: steadyClock });
  const sending = new Set<Promise<void>>();
  let taking: Promise<void> | undefined;
  let again = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let wake: { at: number; timer: NodeJS.Timeout } | undefined;
  let unsubscribe: (() => unknown) | undefined;

  /** When something may be said in a conversation; undefined: at once. */
  const notBefore = ({ conversationId, channelId }: Where): Date | undefined => {
    const at = channelId === LIMITED_CHANNEL ? limits.nextAt(conversationId) : 0;
    const waitMs = at - steadyClock().getTime();
    return waitMs > 0 ? new Date(clock().getTime() + waitMs) : undefined;
  };

  const sayIn = async (
    { conversationId, channelId, reference }: Where,
    activity: Partial<Activity>,
  ): Promise<string> => {
    const ended = channelId === LIMITED_CHANNEL ? limits.begin(conversationId) : undefined;
    try {
      return await say(JSON.parse(reference) as Partial<ConversationReference>, activity);
    } finally {
      ended?.();
    }
  };

  const wakeAt = (time: Date): void => {
    const at = time.getTime();
    if (wake !== undefined && wake.at <= at) return;
    clearTimeout(wake?.timer);
    const timeout = setTimeout(
      () => {
        wake = undefined;
        startTaking();
      },
      Math.min(at - clock().getTime(), LOOK_MS),
    );
    timeout.unref();
    wake = { at, timer: timeout };
  };

  /** Keeps something for the agents of a conversation: they see it where they read it, its customer does not. */
  const tellAgents = async ({ conversationId }: Where, id: string, text: string): Promise<void> => {
    await transcript.appendOnce(conversationId, id, { ...forAgents(text), timestamp: clock() });
  };

  /** A message of a line was said, or never will be: on to its next one, or the line is done. */
  const goOn = async (line: OutsideLine, { parts, sentId }: { parts: number; sentId?: string }) => {
    const saidParts = line.saidParts + 1;
    if (saidParts < parts) await outside.saidPart(line, saidParts, sentId);
    else await outside.done(line, sentId);
  };

  const fail = async (line: OutsideLine, messages: Partial<Activity>[], error: unknown): Promise<void> => {
    const { conversationId, seq, attempts, saidParts } = line;
    const tries = attempts + 1;
    const now = clock();
    const about = { conversationId, seq, tries, status: statusOf(error) };
    const outcome = outcomeOf(error, { tries, now, random: random() });
    switch (outcome.kind) {
      case 'again': {
        const nextTry = new Date(now.getTime() + outcome.waitMs);
        log.warn({ ...about, err: error, nextTry }, 'a line did not reach its channel');
        await outside.failed(line, nextTry);
        wakeAt(nextTry);
        break;
      }
      case 'tried enough':
      case 'refused': {
        log.error({ ...about, err: error }, 'a line will not reach its channel');
        const agent = agentOf(line);
        if (agent !== undefined) {
          const words = lostLine(messages[saidParts], { agent, why: outcome.kind });
          await tellAgents(line, `lost/${seq}/${saidParts}`, words);
        }
        await goOn(line, { parts: messages.length });
        break;
      }
      case 'unreachable': {
        const lines = await outside.unreachable(line);
        // Somebody has spoken there since it was taken: what is said next shows how it is.
        if (lines === undefined) {
          await outside.failed(line, now);
          break;
        }
        log.warn({ ...about, lines }, 'a conversation cannot be reached any more');
        await tellAgents(line, `lost/${seq}`, lostLines);
      }
    }
  };

  const bring = async (line: OutsideLine): Promise<void> => {
    const place = JSON.parse(line.reference) as Partial<ConversationReference>;
    const messages = await asOutside(keptOf({ ...line, body: forOthers(line.body) }), {
      place: { ...place, channelId: line.channelId },
      keepText: keepLine && ((text) => keepLine(line, text)),
    });
    const message = messages[line.saidParts];
    if (message === undefined) {
      await outside.done(line);
      return;
    }
    const time = notBefore(line);
    if (time !== undefined) {
      await outside.putOff(line, time);
      wakeAt(time);
      return;
    }
    let sentId: string;
    try {
      sentId = await sayIn(line, message);
    } catch (error) {
      await fail(line, messages, error);
      return;
    }
    await goOn(line, { parts: messages.length, sentId });
  };

  const begin = (line: OutsideLine): void => {
    const { conversationId, seq } = line;
    const one = bring(line)
      .catch((error: unknown) => {
        // It is taken up again when its lease is over.
        log.warn({ err: error, conversationId, seq }, 'what became of a line could not be kept');
      })
      .finally(() => {
        sending.delete(one);
        startTaking();
      });
    sending.add(one);
  };

  const takeDue = async (): Promise<void> => {
    do {
      again = false;
      const room = MOST_AT_ONCE - sending.size;
      // Whoever ends looks again.
      if (room <= 0) return;
      try {
        for (const line of await outside.take(LEASE_MS, room)) begin(line);
      } catch (error) {
        log.warn(
          { err: error },
          'what is to be said on other channels could not be looked for; trying again',
        );
      }
    } while (again);
  };

  const startTaking = (): void => {
    if (isStopped) return;
    again = true;
    taking ??= takeDue().finally(() => {
      taking = undefined;
      if (again) startTaking();
    });
  };

  const settle = async (): Promise<void> => {
    if (taking === undefined && sending.size === 0) return;
    await Promise.all([taking, ...sending]);
    await settle();
  };

  return {
    start() {
      startTaking();
      timer = setInterval(startTaking, LOOK_MS);
      timer.unref();
      unsubscribe = store.events.subscribe((event) => {
        const isOutside = 'conversationId' in event && event.conversationId.includes('/');
        if (isOutside && event.kind !== 'transient') startTaking();
      });
    },
    async look() {
      startTaking();
      await settle();
    },
    async showTyping(conversationId) {
      const found = await outside.find(conversationId);
      if (found === undefined) return;
      const where = { conversationId, ...found };
      // Messages need the room more.
      if (notBefore(where) !== undefined) return;
      await sayIn(where, { type: ActivityTypes.Typing });
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      clearTimeout(wake?.timer);
      unsubscribe?.();
      await settle();
    },
  };
}
