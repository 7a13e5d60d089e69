/** What an engagement hub is told: Bot Framework's hand-off events, with the chat's reference as the conversation. */
import type { Chat } from '../chat.ts';
import type { KeptActivity, RecentTranscript } from '../kept-transcript.ts';

/** Names of Bot Framework's hand-off events. */
const INITIATE = 'handoff.initiate';
export const STATUS = 'handoff.status';

const inConversation = ({ reference, channelId }: Chat) => ({
  channelId,
  conversation: { id: reference },
  from: { id: 'support-bot', role: 'bot' },
});

/** A customer wants a person: who, about what, and the newest of what was said. */
export const initiation = (chat: Chat, { lines, isShortened }: RecentTranscript) => ({
  ...inConversation(chat),
  type: 'event',
  id: `${chat.reference}/initiate`,
  name: INITIATE,
  value: {
    reference: chat.reference,
    reason: chat.reason,
    subject: chat.subject ?? null,
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

/** Who says it: in a group chat others than the one who asked for a person speak as well. */
function senderOf({ name = 'Customer', userId }: Chat, { from }: KeptActivity) {
  if (from?.role !== 'user') return { id: 'support-bot', role: 'bot' };
  return { id: 'customer', name: from.id === userId ? name : (from.name ?? name), role: 'user' };
}

/** What the customer says while the hub has the chat, and what is meant for whoever has it. */
export const customerMessage = (chat: Chat, seq: number, line: KeptActivity) => ({
  ...inConversation(chat),
  type: 'message',
  id: `${chat.reference}/${seq}`,
  from: senderOf(chat, line),
  ...(line.text === undefined ? {} : { text: line.text }),
  ...(line.attachments === undefined ? {} : { attachments: line.attachments }),
  ...(line.timestamp === undefined ? {} : { timestamp: line.timestamp }),
});

/** The hub need not care for the chat any more: it is closed, or somebody else has it. */
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
