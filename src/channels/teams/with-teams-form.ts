import { ActivityTypes } from 'botbuilder';
import type { BotLogic } from '../../bot/support-bot.ts';
import { asTeamsMessage } from './teams-message.ts';

/** The bot whose replies, in Teams, take Teams' form at once: for turns whose replies go out on the request itself. */
export const withTeamsForm =
  (bot: BotLogic): BotLogic =>
  async (context) => {
    if (context.activity.channelId === 'msteams')
      context.onSendActivities((_context, activities, next) => {
        for (const activity of activities)
          if (activity.type === ActivityTypes.Message) {
            const message = asTeamsMessage(activity);
            if (message === undefined) activity.type = ActivityTypes.Trace;
            else Object.assign(activity, { suggestedActions: undefined, text: undefined }, message);
          }
        return next();
      });
    await bot(context);
  };
