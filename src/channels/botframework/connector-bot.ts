import type { Logger } from 'pino';
import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import { TEAMS } from '#channel-ids.ts';
import type { TeamsAgentTurn } from '../teams/desk/agent-turn.ts';
import { withTeamsForm } from '../teams/with-teams-form.ts';
import { teamsText } from '../teams/teams-text.ts';
import { withFeedbackLoop } from '../teams/feedback-loop.ts';
import { type RecordedTurn, runOncePerDelivery } from './inbox.ts';
import { type RecordParts, recordTurns } from './record-turns.ts';
import type { Store } from '#store/store.ts';

const textIn = (activity: Activity): string =>
  activity.channelId === TEAMS ? teamsText(activity) : (activity.text ?? '');

/** Builds the bot for connector channels: it handles each activity once, stores the transcript, and adapts to Teams. */
export function createConnectorBot({
  store,
  bot,
  desk,
  files,
  clock,
  tracer,
  log,
}: {
  store: Store;
  bot: BotLogic;
  /** Handles what agents do on the channel. */
  desk: TeamsAgentTurn;
  clock: () => Date;
  log: Logger;
} & Pick<RecordParts, 'files' | 'tracer'>): BotLogic {
  const record = recordTurns({ store, bot, files, clock, tracer });

  /** During a chat, an edited message goes to the agent as a correction; the bot does not answer it again. */
  async function forwardEdit(activity: Activity, conversationId: string): Promise<void> {
    const chat = await store.chats.newestIn(conversationId);
    if (chat?.state !== 'connected') return;
    const text = textIn(activity);
    const body = await store.transcript.findByClientId(conversationId, `in/${activity.id ?? ''}`);
    const before = body === undefined ? undefined : (JSON.parse(body) as { text?: string }).text;
    if (text === '' || text === before) return;
    Object.assign(activity, { type: ActivityTypes.Message, text: `Correction: ${text}` });
  }

  const turn: RecordedTurn = async (context, delivery) => {
    if (await desk(context)) return;
    const { activity } = context;
    if (activity.type === ActivityTypes.MessageUpdate) await forwardEdit(activity, delivery.conversationId);
    else if (activity.type === ActivityTypes.Message) activity.text = textIn(activity);
    await record(context, delivery);
  };
  return runOncePerDelivery(store, {
    log,
    inPlace: withTeamsForm(bot),
    turn: withFeedbackLoop(turn, (conversationId, sentId) =>
      store.connectorOutbox.findSent(conversationId, sentId),
    ),
  });
}
