import type { Activity, Attachment } from '#bot-framework/activity.ts';
import type { BotChannelData } from '#bot/channel-data.ts';
import type { ChatActivity } from '#handoff/chat.ts';

/** A line of a chat with a person as an activity: an agent's words, a notice of the bot's, or only how things stand. */
export function asActivity({
  text,
  textFormat,
  handoff,
  agent,
  attachments = [],
  choices = [],
}: ChatActivity): Partial<Activity> {
  const channelData: BotChannelData = {
    ...(agent === undefined ? { reply: { kind: 'handoff' } } : { agent: { name: agent.name } }),
    ...(handoff === undefined ? {} : { handoff }),
  };
  // What has no words is no message: clients that know nothing of it show nothing.
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
            actions: choices.map((says) => ({ type: 'imBack', title: says, value: says })),
          },
        }),
  };
}
