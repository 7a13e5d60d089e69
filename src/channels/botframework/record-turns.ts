import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Activity, ActivityTypes, TurnContext } from 'botbuilder';
import type { BotLogic } from '../../bot/support-bot.ts';
import { conversationKey } from '../../handoff/conversation-key.ts';
import type { Store } from '../../store/store.ts';
import { HttpProblem } from '../http-server.ts';
import { teamsText } from '../teams/teams-text.ts';

/** So long another process may take for a turn that was delivered to it as well; Teams gives up after fifteen seconds. */
const PATIENCE_MS = 8000;
const LOOK_MS = 200;

/**
 * Takes on a turn, or waits for the process that is at it: what is acknowledged here is not delivered again, should
 * that process die.
 * @throws {HttpProblem} 503 when that takes too long: the channel delivers it again
 */
async function takeTurn(outside: Store['outside'], id: string, activityId: string): Promise<'mine' | 'done'> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    const taken = await outside.takeTurn(id, activityId);
    if (taken !== 'busy') return taken;
    await wait(LOOK_MS);
  }
  throw new HttpProblem(
    503,
    'Busy',
    'This activity is being answered already. Please deliver it again later.',
  );
}

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
    if ((await takeTurn(outside, id, activityId)) === 'done') return;
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
    try {
      await bot(context);
    } catch (error) {
      await outside.dropTurn(id, activityId);
      throw error;
    }
    await outside.endTurn(id, activityId);
  };
