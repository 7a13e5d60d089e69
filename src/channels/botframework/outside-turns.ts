import { ActivityTypes } from 'botbuilder';
import type { BotLogic } from '../../bot/support-bot.ts';
import type { DeskTurn } from '../teams/desk/desk-turn.ts';
import { withTeamsForm } from '../teams/with-teams-form.ts';
import { teamsText } from '../teams/teams-text.ts';
import { onceEach } from './once-each.ts';
import { recordTurns } from './record-turns.ts';
import type { Store } from '../../store/store.ts';

/** The bot as outside channels meet it: each activity once, the transcript kept, Teams in its own form. */
export function outsideTurns({
  store,
  bot,
  desk,
  clock,
}: {
  store: Store;
  bot: BotLogic;
  /** Takes what agents do on the channel. */
  desk: DeskTurn;
  clock: () => Date;
}): BotLogic {
  const record = recordTurns({ store, bot, clock });
  return onceEach(store, {
    inPlace: withTeamsForm(bot),
    turn: async (context, kept) => {
      const { activity } = context;
      if (await desk(context)) return;
      if (activity.channelId === 'msteams' && activity.type === ActivityTypes.Message)
        activity.text = teamsText(activity);
      await record(context, kept);
    },
  });
}
