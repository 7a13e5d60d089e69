import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import { TurnContext } from '#bot-framework/turn.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import type { Store } from '#store/store.ts';
import { HttpProblem } from '#http/problem.ts';

/** So long another process may take for a turn that was delivered to it as well; Teams gives up after fifteen seconds. */
const PATIENCE_MS = 8000;
const INTERVAL_MS = 200;

/** A turn of a conversation that something can be said in later, with the ids under which it is kept. */
export type RecordedTurn = (
  context: TurnContext,
  kept: { conversationId: string; activityId: string },
) => Promise<void>;

/** Whether something can be said in the conversation later: its channel has told where. */
const isReachable = ({ serviceUrl, deliveryMode }: Activity): boolean =>
  serviceUrl !== undefined && serviceUrl !== '' && deliveryMode !== 'expectReplies';

/** What a delivery is known by: the change of a message has the message's own id, and each change is one of its own. */
function deliveryId({ id, type, timestamp, text }: Activity): string {
  if (id === undefined) return randomUUID();
  if (type !== ActivityTypes.MessageUpdate && type !== ActivityTypes.MessageDelete) return id;
  const state = createHash('sha256')
    .update(`${String(timestamp)}/${text}`)
    .digest('hex');
  return `${id}/${type}/${state.slice(0, 16)}`;
}

/**
 * Takes on a turn, or waits for the process that is at it: what is acknowledged here is not delivered again, should
 * that process die.
 * @throws {HttpProblem} 503 when that takes too long: the channel delivers it again
 */
async function takeTurn(
  turns: Store['connectorTurns'],
  id: string,
  activityId: string,
): Promise<'mine' | 'done'> {
  for (let waited = 0; waited < PATIENCE_MS; waited += INTERVAL_MS) {
    const taken = await turns.claim(id, activityId);
    if (taken !== 'busy') return taken;
    await wait(INTERVAL_MS);
  }
  throw new HttpProblem(
    503,
    'Busy',
    'This activity is being answered already. Please deliver it again later.',
  );
}

/**
 * Runs each activity's turn once, however often and to however many processes its channel delivers it, and keeps how
 * the conversation is reached.
 * @param turn what is done with an activity of a conversation that can be reached later
 * @param inPlace what is done with any other: its replies go out on the request itself
 */
export const runOncePerDelivery =
  (
    { connectorOutbox, connectorTurns }: Pick<Store, 'connectorOutbox' | 'connectorTurns'>,
    { turn, inPlace }: { turn: RecordedTurn; inPlace: BotLogic },
  ): BotLogic =>
  async (context) => {
    const { activity } = context;
    if (!isReachable(activity)) {
      await inPlace(context);
      return;
    }
    const conversationId = conversationKey(activity);
    await connectorOutbox.remember({
      id: conversationId,
      channelId: activity.channelId,
      userId: activity.from?.id ?? '',
      userName: activity.from?.name,
      reference: JSON.stringify(TurnContext.getConversationReference(activity)),
    });
    // Channels deliver again what was not acknowledged in time, also to another replica.
    const activityId = deliveryId(activity);
    if ((await takeTurn(connectorTurns, conversationId, activityId)) === 'done') return;
    try {
      await turn(context, { conversationId, activityId });
    } catch (error) {
      await connectorTurns.release(conversationId, activityId);
      throw error;
    }
    await connectorTurns.finish(conversationId, activityId);
  };
