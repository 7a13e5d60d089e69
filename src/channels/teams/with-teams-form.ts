import { ActivityTypes } from '#bot-framework/activity.ts';
import { TurnContext } from '#bot-framework/turn.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import { TEAMS } from '#channel-ids.ts';
import { asTeamsMessage } from './teams-message.ts';

/** Converts the bot's replies to Teams' form at once, for turns whose replies go out in the response itself. */
export const withTeamsForm =
  (bot: BotLogic): BotLogic =>
  async (context) => {
    if (context.activity.channelId === TEAMS) {
      const place = TurnContext.getConversationReference(context.activity);
      context.onSendActivities((_context, activities, next) => {
        const converted = activities.flatMap((activity) => {
          if (activity.type !== ActivityTypes.Message) return [activity];
          const message = asTeamsMessage(activity, place);
          const { suggestedActions: _actions, text: _text, channelData: _data, ...rest } = activity;
          return message === undefined ? [] : [{ ...rest, ...message }];
        });
        activities.splice(0, activities.length, ...converted);
        return converted.length === 0 ? Promise.resolve([]) : next();
      });
    }
    await bot(context);
  };
