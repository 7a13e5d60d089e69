/** What agents are told when something of theirs does not reach the customer's channel. */
import { type Activity, ActivityTypes } from '#bot-framework/activity.ts';
import type { BotChannelData } from '#bot/channel-data.ts';
import { excerptOf } from '#text/excerpt.ts';

const whys = {
  refused: 'The customer’s app refused it',
  'tried enough': 'The customer’s app could not be reached',
} as const;

/** What a message holds, in a few words. */
const wordsOf = ({ text = '', attachments = [] }: Partial<Activity>): string =>
  text === '' ? attachments.map(({ name = 'file' }) => name).join(', ') : text;

/** One message did not arrive; others may. @param agent who wrote it: their name stands before their words */
export function undeliveredNotice(
  message: Partial<Activity> | undefined,
  { agent, why }: { agent: string; why: keyof typeof whys },
): string {
  const words = wordsOf(message ?? {}).replace(/^\*{0,2}/, '');
  const own = words.startsWith(`${agent}:`) ? words.slice(agent.length + 1).replace(/^\*\*/, '') : words;
  return `Not delivered: “${excerptOf(own)}”. ${whys[why]}. Please say it another way.`;
}

/** Nothing arrives any more. */
export const unreachableNotice =
  'The customer cannot be reached any more: they have removed or blocked the bot, or left the conversation. What you wrote last was not delivered. If they write again, they can be reached again.';

/** A line that only agents see: the customer's channel is not told. */
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
