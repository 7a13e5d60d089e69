import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import type { Reply } from '#dialogs/reply.ts';
import type { BotChannelData } from './channel-data.ts';

/** What clients of our own make use of. */
const channelDataOf = ({ kind, answerId, yesNo, handoff, data }: Reply): BotChannelData => ({
  reply: {
    kind,
    ...(answerId === undefined ? {} : { answerId }),
    ...(yesNo === undefined ? {} : { yesNo }),
    ...data,
  },
  ...(handoff === undefined ? {} : { handoff }),
});

/**
 * Makes of a reply the activity that all channels share: Markdown with suggested actions. `channelData.reply` tells
 * clients (the widget, whoever measures) and channels that have a form of their own what it is.
 */
export function present(reply: Reply): Partial<Activity> {
  const { choices = [] } = reply;
  return {
    type: ActivityTypes.Message,
    text: reply.text,
    textFormat: 'markdown',
    channelData: channelDataOf(reply),
    ...(choices.length === 0
      ? {}
      : {
          suggestedActions: {
            to: [],
            actions: choices.map(({ label, says }) => ({ type: 'imBack', title: label, value: says })),
          },
        }),
  };
}
