import type { Activity } from '#bot-framework/activity.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import type { ConversationData } from '#dialogs/conversation.ts';
import { handleFeedback } from '#dialogs/feedback-replies.ts';
import type { DialogServices } from '#dialogs/services.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import { leaveChat } from './chat-turn.ts';
import { feedbackIn, isLeaving, ratingIn } from './client-events.ts';

/** Handles an event that a client sends from one of its own buttons. */
export async function handleEvent(
  services: DialogServices,
  context: TurnContext,
  data: ConversationData,
): Promise<void> {
  const { activity } = context;
  const { handoff } = services;
  const feedback = feedbackIn(activity);
  if (feedback !== undefined)
    await handleFeedback(services, context, data, feedback, {
      mayOffer: !(await isWithAgent(services, activity, data)),
    });
  const rating = ratingIn(activity);
  if (rating !== undefined) await handoff.rate(conversationKey(activity), rating.reference, rating);
  if (isLeaving(activity)) await leaveChat(services, context);
}

/** Whether an agent is connected, so that the bot stays silent. */
async function isWithAgent(
  { handoff }: DialogServices,
  activity: Activity,
  { personAsked }: ConversationData,
): Promise<boolean> {
  if (personAsked !== true) return false;
  return (await handoff.state(conversationKey(activity))).state === 'connected';
}
