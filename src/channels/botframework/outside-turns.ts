import { ActivityTypes } from 'botbuilder';
import type { BotLogic } from '../../bot/support-bot.ts';
import type { DeskTurn } from '../teams/desk/desk-turn.ts';
import { withTeamsForm } from '../teams/with-teams-form.ts';
import { teamsText } from '../teams/teams-text.ts';
import { withFeedbackLoop } from '../teams/feedback-loop.ts';
import { type KeptTurn, onceEach } from './once-each.ts';
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
  const turn: KeptTurn = async (context, kept) => {
    if (await desk(context)) return;
    const { activity } = context;
    if (activity.channelId === 'msteams' && activity.type === ActivityTypes.Message)
      activity.text = teamsText(activity);
    await record(context, kept);
  };
  return onceEach(store, {
    inPlace: withTeamsForm(bot),
    turn: withFeedbackLoop(turn, (conversationId, sentId) => store.outside.sentLine(conversationId, sentId)),
  });
}
