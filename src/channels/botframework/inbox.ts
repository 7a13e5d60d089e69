import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import { TurnContext } from '#bot-framework/turn.ts';
import type { BotLogic } from '#bot/support-bot.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import type { Store } from '#store/store.ts';
import { HttpProblem } from '#http/problem.ts';

/** How long to wait for another process that got the same delivery; Teams gives up after fifteen seconds. */
const PATIENCE_MS = 8000;
const INTERVAL_MS = 200;

/** A turn in a conversation that can be reached later, with the ids under which it is stored. */
export type RecordedTurn = (
  context: TurnContext,
  delivery: { conversationId: string; activityId: string },
) => Promise<void>;

/** Whether the conversation can be reached later: its channel has given an address. */
const isReachable = ({ serviceUrl, deliveryMode }: Activity): boolean =>
  serviceUrl !== undefined && serviceUrl !== '' && deliveryMode !== 'expectReplies';

/** Identifies a delivery. An edited message keeps its id, so each edit needs a separate id. */
function deliveryId({ id, type, timestamp, text }: Activity): string {
  if (id === undefined) return randomUUID();
  if (type !== ActivityTypes.MessageUpdate && type !== ActivityTypes.MessageDelete) return id;
  const state = createHash('sha256')
    .update(`${String(timestamp)}/${text}`)
    .digest('hex');
  return `${id}/${type}/${state.slice(0, 16)}`;
}

/**
 * Claims a turn, or waits for the process that is running it: once acknowledged here, the activity is not delivered
 * again, even if that process dies.
 * @throws {HttpProblem} 503 if the wait takes too long; the channel then delivers the activity again
 */
async function claimTurn(
  turns: Store['connectorTurns'],
  id: string,
  activityId: string,
): Promise<'mine' | 'done'> {
  for (let waited = 0; waited < PATIENCE_MS; waited += INTERVAL_MS) {
    const claim = await turns.claim(id, activityId);
    if (claim !== 'busy') return claim;
    await wait(INTERVAL_MS);
  }
  throw new HttpProblem(
    503,
    'Busy',
    'This activity is being answered already. Please deliver it again later.',
  );
}

/**
 * Runs the turn of each activity once, however often and to however many processes its channel delivers it, and stores
 * the conversation reference.
 * @param turn handles an activity of a conversation that can be reached later
 * @param inPlace handles any other; its replies go into the response
 */
export const runOncePerDelivery =
  (
    { connectorConversations, connectorTurns }: Pick<Store, 'connectorConversations' | 'connectorTurns'>,
    { turn, inPlace, log }: { turn: RecordedTurn; inPlace: BotLogic; log: Logger },
  ): BotLogic =>
  async (context) => {
    const { activity } = context;
    if (!isReachable(activity)) {
      await inPlace(context);
      return;
    }
    const conversationId = conversationKey(activity);
    await connectorConversations.save({
      id: conversationId,
      channelId: activity.channelId,
      userId: activity.from?.id ?? '',
      userName: activity.from?.name,
      reference: JSON.stringify(TurnContext.getConversationReference(activity)),
    });
    // Channels deliver an activity again if it was not acknowledged in time, perhaps to another replica.
    const activityId = deliveryId(activity);
    if ((await claimTurn(connectorTurns, conversationId, activityId)) === 'done') return;
    try {
      try {
        await turn(context, { conversationId, activityId });
      } catch (error) {
        await connectorTurns.release(conversationId, activityId).catch((problem: unknown) => {
          log.warn({ err: problem, conversationId }, 'could not release a turn; its next delivery runs it');
        });
        throw error;
      }
      await connectorTurns.finish(conversationId, activityId);
    } finally {
      connectorTurns.leave(conversationId, activityId);
    }
  };
