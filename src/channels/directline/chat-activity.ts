import type { Activity, Attachment } from '#bot-framework/activity.ts';
import type { BotChannelData } from '#bot/channel-data.ts';
import type { ChatActivity } from '#handoff/chat.ts';

/** Turns an entry of a chat into an activity: an agent's message, a notice from the bot, or only a status. */
export function asActivity({
  text,
  textFormat,
  handoff,
  notice,
  agent,
  attachments = [],
  choices = [],
}: ChatActivity): Partial<Activity> {
  // If nobody came, the bot offers to take a message.
  const form = notice?.kind === 'nobody-came' ? { ticketForm: {} } : {};
  const channelData: BotChannelData = {
    ...(agent === undefined ? { reply: { kind: 'handoff', ...form } } : { agent: { name: agent.name } }),
    ...(handoff === undefined ? {} : { handoff }),
    ...(notice === undefined ? {} : { notice }),
  };
  // A status without text is not a message: clients that do not know the event show nothing.
  if (text === undefined) return { type: 'event', name: 'handoff.status', channelData };
  return {
    type: 'message',
    text,
    textFormat: textFormat ?? (agent === undefined ? 'markdown' : 'plain'),
    channelData,
    ...(agent === undefined ? {} : { from: { id: '', name: agent.name } }),
    ...(attachments.length === 0 ? {} : { attachments: attachments as Attachment[] }),
    ...(choices.length === 0
      ? {}
      : {
          suggestedActions: {
            to: [],
            actions: choices.map((label) => ({ type: 'imBack', title: label, value: label })),
          },
        }),
  };
}
