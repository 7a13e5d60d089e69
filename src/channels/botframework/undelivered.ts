/** Notices for agents whose message did not reach the customer's channel. */
import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import type { BotChannelData } from '#bot/channel-data.ts';
import { excerptOf } from '#text/excerpt.ts';

const whys = {
  refused: 'The customer’s app refused it. Please say it another way.',
  exhausted: 'The customer’s app could not be reached. Please try again later.',
} as const;

/** A short description of a message. */
const wordsOf = ({ text = '', attachments = [] }: Partial<Activity>): string =>
  text === '' ? attachments.map(({ name = 'file' }) => name).join(', ') : text;

/** The notice that one message did not arrive; others may. @param agent the author, whose name starts the text */
export function undeliveredNotice(
  message: Partial<Activity> | undefined,
  { agent, why }: { agent: string; why: keyof typeof whys },
): string {
  const words = wordsOf(message ?? {}).replace(/^\*{0,2}/, '');
  const own = words.startsWith(`${agent}:`) ? words.slice(agent.length + 1).replace(/^\*\*/, '') : words;
  return `Not delivered: “${excerptOf(own)}”. ${whys[why]}`;
}

/** The notice that nothing can reach the customer any more. */
export const unreachableNotice =
  'The customer can no longer be reached: they have removed or blocked the bot, or left the conversation. Your last message was not delivered. If they write again, you can reach them again.';

/** Builds a message that only agents see; it does not go to the customer's channel. */
export function forAgents(text: string): object {
  const channelData: BotChannelData = { reply: { kind: 'notice' }, forAgents: true };
  return {
    type: ActivityTypes.Message,
    text,
    textFormat: 'plain',
    from: { id: 'support-bot', role: 'bot' },
    channelData,
  };
}
