import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import type { TurnContext } from '#bot-framework/turn.ts';
import { TEAMS } from '#channel-ids.ts';
import type { ConversationData } from '#dialogs/conversation.ts';
import type { DialogServices } from '#dialogs/services.ts';
import { topicChoices } from '#dialogs/small-talk.ts';

/**
 * Whether there is somebody to greet: a customer has joined or, in Teams, the bot was installed, which Teams reports
 * both as the bot joining and as an installation, in either order.
 */
export function isArrival({ type, membersAdded = [], recipient, channelId, action }: Activity): boolean {
  if (type === ActivityTypes.InstallationUpdate) return action === 'add' || action === 'add-upgrade';
  if (type !== ActivityTypes.ConversationUpdate) return false;
  return membersAdded.some(({ id }) => id !== recipient?.id || channelId === TEAMS);
}

/** Greets the customer once per conversation. */
export async function welcome(
  services: DialogServices,
  context: TurnContext,
  data: ConversationData,
): Promise<void> {
  if (data.greeted) return;
  data.greeted = true;
  const text = services.knowledge.smallTalk.get('greeting')?.text ?? '';
  await services.say(context, {
    kind: 'small-talk',
    text,
    choices: topicChoices(services),
    answerId: 'greeting',
  });
}
