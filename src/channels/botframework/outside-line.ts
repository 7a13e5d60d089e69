import { type Activity, ActivityTypes } from 'botbuilder';
import type { BotChannelData } from '../../bot/channel-data.ts';
import { asTeamsMessage } from '../teams/teams-message.ts';

/** An activity of a transcript, as far as it can be said on an outside channel. */
export type Kept = Pick<
  Partial<Activity>,
  'type' | 'text' | 'attachments' | 'suggestedActions' | 'replyToId'
> & {
  channelData?: BotChannelData;
};

const message = (text: string): Kept => ({ type: ActivityTypes.Message, text });

/** What is said of a line: an agent's words with their name, since channels show only the bot as the speaker. */
function saidOf(line: Kept): Kept | undefined {
  const { agent, handoff } = line.channelData ?? {};
  if (line.type !== ActivityTypes.Message) {
    if (handoff?.state !== 'waiting') return undefined;
    const { position } = handoff;
    return message(position === 1 ? 'You are next.' : `You are number ${position} in the queue now.`);
  }
  return agent === undefined ? line : { ...line, text: `**${agent.name}:** ${line.text ?? ''}` };
}

/**
 * A line of a transcript in the form that suits its channel: cards for Teams, Markdown with suggested actions
 * elsewhere.
 * @returns undefined for what is not said there
 */
export function asOutside(line: Kept, channelId: string): Partial<Activity> | undefined {
  const said = saidOf(line);
  if (said === undefined) return undefined;
  if (channelId === 'msteams') return asTeamsMessage(said);
  const { type = ActivityTypes.Message, text = '', attachments, suggestedActions, replyToId } = said;
  return {
    type,
    text,
    textFormat: 'markdown',
    ...(attachments === undefined ? {} : { attachments }),
    ...(suggestedActions === undefined ? {} : { suggestedActions }),
    ...(replyToId === undefined ? {} : { replyToId }),
  };
}
