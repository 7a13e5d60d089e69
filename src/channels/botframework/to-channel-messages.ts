import { type Activity, ActivityTypes, type ConversationReference } from '#bot-framework/activity.ts';
import type { BotChannelData } from '#bot/channel-data.ts';
import { TEAMS } from '#channel-ids.ts';
import { asTeamsMessage } from '../teams/teams-message.ts';
import { type SaveText, messagesOf } from './message-size.ts';
import { filesFor } from './outgoing-files.ts';

/** The fields of a stored activity that a connector channel can show. */
export type StoredActivity = Pick<
  Partial<Activity>,
  'type' | 'text' | 'textFormat' | 'attachments' | 'suggestedActions' | 'replyToId'
> & {
  channelData?: BotChannelData;
};

/** The conversation, and where to store long texts. */
interface Where {
  place: Partial<ConversationReference>;
  saveText: SaveText | undefined;
}

/** An agent's message under their name, since channels show only the bot as the sender; then their files. */
async function asAgents(
  line: StoredActivity,
  name: string,
  { place, saveText }: Where,
): Promise<Partial<Activity>[]> {
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
    // One message per file, so that if the channel refuses a file, the text still gets through.
    ...shown.map((attachment) => ({ type, attachments: [attachment] })),
  ];
}

/** A message of the bot, on a channel that shows Markdown and suggested actions. */
async function asBots(line: StoredActivity, { place, saveText }: Where): Promise<Partial<Activity>[]> {
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

/** The text for an entry that has none: only the position in the queue. */
function positionNotice({ channelData }: StoredActivity): StoredActivity | undefined {
  const { handoff } = channelData ?? {};
  if (handoff?.state !== 'waiting') return undefined;
  const { position } = handoff;
  const text = position === 1 ? 'You are next.' : `You are number ${position} in the queue now.`;
  return { type: ActivityTypes.Message, text };
}

/**
 * Converts an activity of a transcript to the form that suits its channel: cards for Teams, Markdown with suggested
 * actions elsewhere, and people's messages exactly as typed. A long activity becomes several messages.
 * @returns the messages, in order; none for an activity that the channel does not show
 */
export async function toChannelMessages(line: StoredActivity, where: Where): Promise<Partial<Activity>[]> {
  const { agent } = line.channelData ?? {};
  const shown = line.type === ActivityTypes.Message ? line : positionNotice(line);
  if (shown === undefined) return [];
  if (shown === line && agent !== undefined) return await asAgents(line, agent.name, where);
  if (where.place.channelId !== TEAMS) return await asBots(shown, where);
  const message = asTeamsMessage(shown, where.place);
  return message === undefined ? [] : [message];
}
