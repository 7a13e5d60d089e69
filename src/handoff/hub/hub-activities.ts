/**
 * What an engagement hub receives: Bot Framework's hand-off events, with the chat's reference as the conversation id.
 */
import type { Chat } from '../chat.ts';
import type { TranscriptActivity, RecentTranscript } from '../read-transcript.ts';

/** Names of Bot Framework's hand-off events. */
const INITIATE = 'handoff.initiate';
export const STATUS = 'handoff.status';

const inConversation = ({ reference, channelId }: Chat) => ({
  channelId,
  conversation: { id: reference },
  from: { id: 'support-bot', role: 'bot' },
});

/** Says that a customer wants a person: who, about what, and the newest part of the transcript. */
export const initiation = (chat: Chat, { lines, isShortened }: RecentTranscript) => ({
  ...inConversation(chat),
  type: 'event',
  id: `${chat.reference}/initiate`,
  name: INITIATE,
  value: {
    reference: chat.reference,
    reason: chat.reason,
    subject: chat.intent ?? null,
    models: chat.models,
    mood: chat.mood ?? null,
    locale: chat.locale ?? null,
    customer: chat.name ?? null,
  },
  attachments: [
    {
      contentType: 'application/json',
      name: 'Transcript',
      content: { activities: lines.map(({ activity }) => activity), isShortened },
    },
  ],
  relatesTo: { channelId: chat.channelId, conversation: { id: chat.reference } },
});

/** The sender. In a group chat it may be someone other than the customer who asked for a person. */
function senderOf({ name = 'Customer', userId }: Chat, { from }: TranscriptActivity) {
  if (from?.role !== 'user') return { id: 'support-bot', role: 'bot' };
  return { id: 'customer', name: from.id === userId ? name : (from.name ?? name), role: 'user' };
}

/** A message from the customer, or one meant for agents only, while the hub has the chat. */
export const customerMessage = (chat: Chat, seq: number, line: TranscriptActivity) => ({
  ...inConversation(chat),
  type: 'message',
  id: `${chat.reference}/${seq}`,
  from: senderOf(chat, line),
  ...(line.text === undefined ? {} : { text: line.text }),
  ...(line.attachments === undefined ? {} : { attachments: line.attachments }),
  ...(line.timestamp === undefined ? {} : { timestamp: line.timestamp }),
});

/** Says that the chat no longer concerns the hub: it is closed, or somebody else has it. */
export const ending = (chat: Chat) => ({
  ...inConversation(chat),
  type: 'event',
  id: `${chat.reference}/ended`,
  name: STATUS,
  value: {
    state: chat.state === 'closed' ? 'completed' : 'failed',
    message: chat.state === 'closed' ? 'The chat is closed.' : 'Somebody else has taken the chat.',
  },
});
