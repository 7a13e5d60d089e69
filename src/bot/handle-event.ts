import type { Activity } from '#bot-framework/activity.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import type { ConversationData } from '#dialogs/conversation.ts';
import { handleFeedback } from '#dialogs/feedback-replies.ts';
import type { DialogServices } from '#dialogs/services.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import type { HandoffState } from '#handoff/handoff.ts';
import { leaveChat } from './chat-turn.ts';
import { feedbackIn, leavingIn, ratingIn } from './client-events.ts';

/** Handles an event that a client sends from one of its own buttons. */
export async function handleEvent(
  services: DialogServices,
  context: TurnContext,
  data: ConversationData,
): Promise<void> {
  const { activity } = context;
  const { handoff } = services;
  const feedback = feedbackIn(activity);
  if (feedback !== undefined) {
    const state = await stateOfChat(services, activity, data);
    await handleFeedback(services, context, data, feedback, {
      // While an agent is connected, the bot stays silent.
      mayOffer: state !== 'connected',
      isWaiting: state === 'waiting',
    });
  }
  const rating = ratingIn(activity);
  if (rating !== undefined) await handoff.rate(conversationKey(activity), rating.reference, rating);
  const leaving = leavingIn(activity);
  if (leaving !== undefined) await leaveChat(services, context, data, leaving.reference);
}

/** The state of the customer's chat with a person; undefined if they have never asked for one. */
async function stateOfChat(
  { handoff }: DialogServices,
  activity: Activity,
  { personAsked }: ConversationData,
): Promise<HandoffState['state'] | undefined> {
  if (personAsked !== true) return undefined;
  return (await handoff.state(conversationKey(activity))).state;
}
