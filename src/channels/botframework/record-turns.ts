import { randomUUID } from 'node:crypto';
import { type Activity, ActivityTypes, TurnContext } from 'botbuilder';
import type { BotLogic } from '../../bot/support-bot.ts';
import { conversationKey } from '../../handoff/conversation-key.ts';
import type { Store } from '../../store/store.ts';
import { teamsText } from '../teams/teams-text.ts';

/** A turn ends long before: its process must have died. */
const LEASE_MS = 60_000;

/** Whether something can be said in the conversation later: its channel has told where. */
const isReachable = ({ serviceUrl, deliveryMode }: Activity): boolean =>
  serviceUrl !== undefined && serviceUrl !== '' && deliveryMode !== 'expectReplies';

/** What of an activity is kept: what was said, and which side said it. */
const asKept = (
  { type, text, textFormat, attachments, channelData, name, value, suggestedActions }: Partial<Activity>,
  from: { id: string; name?: string; role: 'user' | 'bot' },
  at: Date,
) => ({
  type,
  ...(text === undefined ? {} : { text }),
  ...(textFormat === undefined ? {} : { textFormat }),
  ...(attachments === undefined ? {} : { attachments }),
  ...(name === undefined ? {} : { name }),
  ...(value === undefined || from.role === 'bot' ? {} : { value }),
  ...(suggestedActions === undefined ? {} : { suggestedActions }),
  ...(from.role === 'bot' && channelData !== undefined ? { channelData: channelData as object } : {}),
  timestamp: at,
  from,
});

/** Kinds that are part of what was said. */
const isSaid = ({ type }: Partial<Activity>): boolean =>
  type === ActivityTypes.Message || type === ActivityTypes.Event;

/**
 * The bot with a record of what is said, for the channels that keep none here: a person who takes over sees the whole
 * conversation, and what they say finds its way back.
 */
export const recordTurns =
  ({ outside, transcript }: Store, { bot, clock }: { bot: BotLogic; clock: () => Date }): BotLogic =>
  async (context) => {
    const { activity } = context;
    if (!isReachable(activity)) {
      await bot(context);
      return;
    }
    const id = conversationKey(activity);
    const { channelId, from, recipient } = activity;
    await outside.remember({
      id,
      channelId,
      userId: from?.id ?? '',
      userName: from?.name,
      reference: JSON.stringify(TurnContext.getConversationReference(activity)),
    });
    // Channels deliver again what was not acknowledged in time, also to another replica.
    const activityId = activity.id ?? randomUUID();
    if (!(await outside.takeTurn(id, activityId, LEASE_MS))) return;
    if (channelId === 'msteams' && activity.type === ActivityTypes.Message)
      activity.text = teamsText(activity);
    if (isSaid(activity)) {
      const customer = { id: from.id, ...(from.name ? { name: from.name } : {}), role: 'user' as const };
      // Said once, also where a process died in its turn and another one begins it again.
      await transcript.appendOnce(id, `in/${activityId}`, asKept(activity, customer, clock()));
    }
    context.onSendActivities(async (_context, activities, next) => {
      const responses = await next();
      const self = {
        id: recipient?.id ?? '',
        ...(recipient?.name ? { name: recipient.name } : {}),
        role: 'bot' as const,
      };
      const said = activities.filter(isSaid).map((each) => asKept(each, self, clock()));
      if (said.length > 0) await transcript.append(id, said);
      return responses;
    });
    await bot(context);
    await outside.endTurn(id, activityId);
  };
