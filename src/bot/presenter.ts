import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import type { Reply } from '#dialogs/reply.ts';
import type { BotChannelData } from './channel-data.ts';

/** What our own clients use. */
const channelDataOf = ({
  kind,
  answerId,
  question,
  yesNo,
  ticketForm,
  handoff,
  data,
}: Reply): BotChannelData => ({
  reply: {
    kind,
    ...(answerId === undefined ? {} : { answerId }),
    ...(question === undefined ? {} : { question }),
    ...(yesNo === undefined ? {} : { yesNo }),
    ...(ticketForm === undefined ? {} : { ticketForm }),
    ...data,
  },
  ...(handoff === undefined ? {} : { handoff }),
});

/**
 * Turns a reply into the activity that all channels share: Markdown with suggested actions. `channelData.reply`
 * describes it to clients (the widget, the evaluation) and to channels that present it in their own way.
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
            actions: choices.map(({ label, value }) => ({ type: 'imBack', title: label, value })),
          },
        }),
  };
}
