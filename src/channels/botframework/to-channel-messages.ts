import { type Activity, ActivityTypes, type ConversationReference } from '#bot-framework/activity.ts';
import type { BotChannelData } from '#bot/channel-data.ts';
import { TEAMS } from '#channel-ids.ts';
import { asTeamsMessage } from '../teams/teams-message.ts';
import { type SaveText, messagesOf } from './message-size.ts';
import { filesFor } from './outgoing-files.ts';

/** An activity of a transcript, as far as it can be said on an outside channel. */
export type Kept = Pick<
  Partial<Activity>,
  'type' | 'text' | 'textFormat' | 'attachments' | 'suggestedActions' | 'replyToId'
> & {
  channelData?: BotChannelData;
};

/** Where a line is said. */
interface Where {
  place: Partial<ConversationReference>;
  saveText: SaveText | undefined;
}

/** An agent's words under their name, since channels show only the bot as the speaker; then their files. */
async function asAgents(line: Kept, name: string, { place, saveText }: Where): Promise<Partial<Activity>[]> {
  const { text = '', textFormat, attachments = [] } = line;
  const isMarkdown = textFormat === 'markdown';
  const { shown, links } = filesFor(attachments, place.channelId ?? '');
  const plain = [isMarkdown ? '' : text, links].filter((part) => part !== '').join('\n');
  const { Message: type } = ActivityTypes;
  const asMarkdown = (part: string) => ({ type, text: `**${name}:** ${part}`, textFormat: 'markdown' });
  const asPlain = (part: string) => ({ type, text: `${name}: ${part}`, textFormat: 'plain' });
  return [
    ...(isMarkdown && text !== '' ? await messagesOf(text, place, asMarkdown, saveText) : []),
    ...(plain === '' ? [] : await messagesOf(plain, place, asPlain, saveText)),
    // Each alone: one that the channel refuses takes no words with it.
    ...shown.map((attachment) => ({ type, attachments: [attachment] })),
  ];
}

/** What the bot says, on a channel that shows Markdown and suggested actions. */
async function asBots(line: Kept, { place, saveText }: Where): Promise<Partial<Activity>[]> {
  const { type = ActivityTypes.Message, text = '', textFormat = 'markdown' } = line;
  const { attachments, suggestedActions, replyToId } = line;
  const reply = replyToId === undefined ? {} : { replyToId };
  const messages = await messagesOf(
    text,
    place,
    (part) => ({ type, text: part, textFormat, ...reply }),
    saveText,
  );
  const last = messages.pop();
  return [
    ...messages,
    {
      ...last,
      ...(attachments === undefined ? {} : { attachments }),
      ...(suggestedActions === undefined ? {} : { suggestedActions }),
    },
  ];
}

/** What is said of a line that has no words: only how the way to a person stands. */
function standingIn({ channelData }: Kept): Kept | undefined {
  const { handoff } = channelData ?? {};
  if (handoff?.state !== 'waiting') return undefined;
  const { position } = handoff;
  const text = position === 1 ? 'You are next.' : `You are number ${position} in the queue now.`;
  return { type: ActivityTypes.Message, text };
}

/**
 * A line of a transcript in the form that suits its channel: cards for Teams, Markdown with suggested actions
 * elsewhere, and what people wrote as they typed it. A line that is too long for one message becomes several.
 * @returns the messages, in order; none for what is not said there
 */
export async function toChannelMessages(line: Kept, where: Where): Promise<Partial<Activity>[]> {
  const { agent } = line.channelData ?? {};
  const said = line.type === ActivityTypes.Message ? line : standingIn(line);
  if (said === undefined) return [];
  if (said === line && agent !== undefined) return await asAgents(line, agent.name, where);
  if (where.place.channelId !== TEAMS) return await asBots(said, where);
  const message = asTeamsMessage(said, where.place);
  return message === undefined ? [] : [message];
}
