import type { Logger } from 'pino';
import type { Activity, ConversationReference } from '#bot-framework/activity.ts';
import type { OutboxEntry } from '#store/connector-outbox.ts';
import type { Store } from '#store/store.ts';
import type { Tracer } from '#tracing/tracer.ts';
import type { SaveTextAsFile } from '../save-text-as-file.ts';
import { forAgents, undeliveredNotice, unreachableNotice } from './undelivered.ts';
import { toChannelMessages, type StoredActivity } from './to-channel-messages.ts';
import { outcomeOf, statusOf } from './send-outcome.ts';

/** How to reach a conversation on a connector channel. */
type Where = Pick<OutboxEntry, 'conversationId' | 'channelId' | 'reference'>;

export interface SendOutboxEntryParts {
  store: Pick<Store, 'connectorOutbox' | 'transcript'>;
  /** The earliest time to send in a conversation; undefined: now. */
  notBefore: (where: Where) => Date | undefined;
  /** Sends an activity. @returns its id in the channel. @throws the channel's error */
  say: (where: Where, activity: Partial<Activity>) => Promise<string>;
  /** Called with the time at which an entry that could not be sent is due again. */
  onLater: (time: Date) => void;
  /** Turns a stored activity into the form that other channels get. */
  forOthers: (body: string) => string;
  /** Stores a text as a file if it would flood the conversation; if undefined, it is sent as text. */
  saveTextAsFile: SaveTextAsFile | undefined;
  clock: () => Date;
  /** 0 to 1. */
  random: () => number;
  log: Logger;
  /** The span of a send is a child of the turn that created the entry. */
  tracer: Tracer;
}

const activityOf = ({ body }: OutboxEntry): StoredActivity => JSON.parse(body) as StoredActivity;

/** The agent who wrote an entry, if any. */
const agentOf = (line: OutboxEntry): string | undefined => activityOf(line).channelData?.agent?.name;

/**
 * Builds the function that sends the next message of an outbox entry and stores the outcome: the entry is done,
 * continues with its next message, is tried again later, or is given up, in which case the agents are notified.
 */
export function createSendOutboxEntry(parts: SendOutboxEntryParts): (line: OutboxEntry) => Promise<void> {
  const { notBefore, say, onLater, forOthers, saveTextAsFile, tracer } = parts;
  const { connectorOutbox } = parts.store;
  return async (line) => {
    const place = JSON.parse(line.reference) as Partial<ConversationReference>;
    const messages = await toChannelMessages(activityOf({ ...line, body: forOthers(line.body) }), {
      place: { ...place, channelId: line.channelId },
      saveText: saveTextAsFile && ((text) => saveTextAsFile(line, text)),
    });
    const message = messages[line.sentChunks];
    if (message === undefined) return await connectorOutbox.done(line);
    const time = notBefore(line);
    if (time !== undefined) {
      await connectorOutbox.postpone(line, time);
      return onLater(time);
    }
    let sentId: string;
    try {
      sentId = await tracer.span(aboutSend(line), () => say(line, message));
    } catch (error) {
      return await handleFailure(parts, { line, messages, error });
    }
    await goOn(parts, line, { parts: messages.length, sentId });
  };
}

/** The key under which the trace context of an entry's turn is stored. */
export const originOf = ({ conversationId, seq }: Pick<OutboxEntry, 'conversationId' | 'seq'>): string =>
  `${conversationId}#${seq}`;

const aboutSend = (line: OutboxEntry) => ({
  name: 'send',
  attributes: {
    'bot.channel.id': line.channelId,
    'bot.conversation.id': line.conversationId,
    'bot.seq': line.seq,
    'bot.send.tries': line.attempts + 1,
  },
  parent: { remembered: originOf(line) },
});

/** A message was sent, or never will be: the entry continues with its next one, or is done. */
async function goOn(
  { store: { connectorOutbox } }: SendOutboxEntryParts,
  line: OutboxEntry,
  { parts, sentId }: { parts: number; sentId?: string },
): Promise<void> {
  const sentChunks = line.sentChunks + 1;
  if (sentChunks < parts) await connectorOutbox.chunkSent(line, sentChunks, sentId);
  else await connectorOutbox.done(line, sentId);
}

interface FailedSend {
  line: OutboxEntry;
  messages: Partial<Activity>[];
  error: unknown;
}

async function handleFailure(parts: SendOutboxEntryParts, failed: FailedSend): Promise<void> {
  const { clock, random, log } = parts;
  const { line, error } = failed;
  const { conversationId, seq } = line;
  const tries = line.attempts + 1;
  const now = clock();
  const about = { conversationId, seq, tries, status: statusOf(error) };
  const outcome = outcomeOf(error, { tries, now, random: random() });
  switch (outcome.kind) {
    case 'again': {
      const nextTry = new Date(now.getTime() + outcome.waitMs);
      log.warn({ ...about, err: error, nextTry }, 'could not send an outbox entry; trying again');
      await parts.store.connectorOutbox.failed(line, nextTry);
      return parts.onLater(nextTry);
    }
    case 'exhausted':
    case 'refused':
      log.error({ ...about, err: error }, 'could not send a message of an outbox entry; giving it up');
      return await giveUpMessage(parts, failed, outcome.kind);
    case 'unreachable': {
      const lines = await giveUpConversation(parts, line);
      if (lines !== undefined)
        log.warn({ ...about, lines }, 'could not reach a conversation; giving up its outbox entries');
    }
  }
}

async function giveUpMessage(
  parts: SendOutboxEntryParts,
  { line, messages }: FailedSend,
  why: 'exhausted' | 'refused',
): Promise<void> {
  const agent = agentOf(line);
  if (agent !== undefined) {
    const words = undeliveredNotice(messages[line.sentChunks], { agent, why });
    await notifyAgents(parts, line, `lost/${line.seq}/${line.sentChunks}`, words);
  }
  await goOn(parts, line, { parts: messages.length });
}

/** @returns how many entries were given up; undefined if the conversation may be reachable after all */
async function giveUpConversation(
  parts: SendOutboxEntryParts,
  line: OutboxEntry,
): Promise<number | undefined> {
  const { connectorOutbox } = parts.store;
  const lines = await connectorOutbox.unreachable(line);
  // The customer has written since the entry was leased: the next try shows whether they can be reached.
  if (lines === undefined) await connectorOutbox.failed(line, parts.clock());
  else await notifyAgents(parts, line, `lost/${line.seq}`, unreachableNotice);
  return lines;
}

/** Stores a notice for the agents of a conversation. The customer does not see it. */
async function notifyAgents(
  { store, clock }: SendOutboxEntryParts,
  { conversationId }: Where,
  id: string,
  text: string,
): Promise<void> {
  await store.transcript.appendOnce(conversationId, id, { ...forAgents(text), timestamp: clock() });
}
