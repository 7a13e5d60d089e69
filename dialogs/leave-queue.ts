import type { TurnContext } from '#bot-framework/turn.ts';
import { conversationKey } from '#handoff/conversation-key.ts';
import type { Handoff, LeaveOutcome } from '#handoff/handoff.ts';
import type { ConversationData } from './conversation.ts';
import type { Reply } from './reply.ts';
import type { DialogServices } from './services.ts';
import { humanChoice, helpChoice } from './titles.ts';
import { type Turn, turnOf } from './turn.ts';

const wantsOut =
  /\b(leave|quit|exit|get out of|drop out of)\b.{0,12}\bqueue\b|\bstop waiting\b|\b(don'?t|do not) (want|need) (to wait|(a|the) (person|human|agent))\b/i;

/** Whether a customer who is waiting for a person no longer wants one. */
export function leavesQueue({ isWaiting, readings, utterance }: Turn): boolean {
  const [{ intent, certainty }] = readings;
  const cancels = readings.length === 1 && intent === 'cancel' && certainty === 'sure';
  return isWaiting && (cancels || wantsOut.test(utterance));
}

/** Takes the customer out of the queue. @returns whether they were in it */
export async function leaveQueue({ handoff }: DialogServices, context: TurnContext): Promise<boolean> {
  const { data, isWaiting } = turnOf(context);
  if (!isWaiting) return false;
  await leave(handoff, context, data);
  return true;
}

/** Takes the customer out of the queue and says so. */
export async function confirmLeftQueue(services: DialogServices, context: TurnContext): Promise<void> {
  await leaveQueue(services, context);
  await services.say(context, leftQueue);
}

/**
 * Takes the customer out of the queue, or ends their chat. Leaving the queue is no return from an agent: what the bot
 * has asked stays open.
 * @param reference the only chat to leave: a late event must not end the next one; undefined for whichever is open
 */
export async function leave(
  handoff: Handoff,
  context: TurnContext,
  data: ConversationData,
  reference?: string,
): Promise<LeaveOutcome> {
  const { activity } = context;
  const outcome = await handoff.leave(conversationKey(activity), activity.id ?? '', reference);
  if (outcome.kind === 'queue') data.endedChat = outcome.reference;
  return outcome;
}

/** What the bot says to a customer who has left the queue. */
export const leftQueue: Reply = {
  kind: 'handoff',
  text: "All right, you're no longer waiting for a person. What else would you like to know?",
  choices: [helpChoice, humanChoice],
  handoff: { state: 'bot' },
};
