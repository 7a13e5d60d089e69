import { createDeliveryWorker } from '#handoff/delivery/delivery-worker.ts';
import { createTranscriptMail, type ReadTranscriptText } from '#handoff/delivery/transcript-mail.ts';
import type { PeriodicTask } from '#time/periodic-task.ts';
import { transcriptText } from '#handoff/transcript-text.ts';
import type { HandoffContext } from './handoff-context.ts';

/** Wires the parts that turn conversations into text and mail them. @returns no worker without a mail server */
export function composeTranscripts(
  context: Pick<HandoffContext, 'config' | 'parts' | 'store' | 'transcript'>,
): {
  readText: ReadTranscriptText;
  mailWorker: PeriodicTask | undefined;
} {
  const { config, parts, store } = context;
  const { clock, log, pollMs } = parts;
  const readText = textReader(context);
  const { mail } = config.handoff;
  if (mail === undefined) return { readText, mailWorker: undefined };
  const mailWorker = createDeliveryWorker({
    deliveries: store.transcriptMails,
    transports: { transcript: createTranscriptMail(mail, readText) },
    what: 'a transcript',
    clock,
    random: Math.random,
    log,
    pollMs,
  });
  return { readText, mailWorker };
}

const textReader =
  ({
    store: { conversations, chats },
    transcript,
  }: Pick<HandoffContext, 'store' | 'transcript'>): ReadTranscriptText =>
  async (conversationId) => {
    const conversation = await conversations.find(conversationId);
    if (conversation === undefined) return undefined;
    const { userId, userName } = conversation;
    const chat = await chats.newestIn(conversationId);
    const customer = { userId, name: chat?.name ?? userName, timeZone: chat?.timeZone };
    return await transcriptText(transcript.readAfter, conversationId, customer);
  };
