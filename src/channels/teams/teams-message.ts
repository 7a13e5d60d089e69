import {
  type Activity,
  ActivityTypes,
  CardFactory,
  type ConversationReference,
} from '#bot-framework/activity.ts';
import type { BotChannelData, ReplyData } from '#bot/channel-data.ts';
import { TEAMS } from '#channel-ids.ts';
import { cutText } from '#text/cut-text.ts';
import { type AdaptiveCard, adaptiveCard, type CardPart, plainText, textBlocks } from './cards/card.ts';
import { fitting } from './cards/fitting.ts';
import { patchListCard } from './cards/patch-list-card.ts';
import { statusTable } from './cards/status-table.ts';

/** A notification shows a few lines. */
const SUMMARY = 200;

/** A message in the form that every channel shares. */
type SharedMessage = Pick<
  Partial<Activity>,
  'text' | 'textFormat' | 'attachments' | 'suggestedActions' | 'replyToId'
> & {
  channelData?: BotChannelData;
};

/** Kinds that state a fact: Teams shows its own thumbs under them. */
const answerKinds: ReadonlySet<string> = new Set(['answer', 'patch-status', 'patch-list']);

/** A choice as a card's submit: Teams shows the label as the customer's message and delivers its value. */
const choiceAction = ({ title, value }: { title: string; value: unknown }): CardPart => ({
  type: 'Action.Submit',
  title,
  data: {
    choice: value,
    msteams: { type: 'messageBack', displayText: title, text: value, value: { choice: value } },
  },
});

function bodyOf(text: string, { statuses, source = '' }: Partial<ReplyData>): CardPart[] {
  return statuses === undefined ? textBlocks(text) : statusTable(statuses, source);
}

/** The card for a message; undefined if plain text is enough. */
function cardOf(
  text: string,
  reply: Partial<ReplyData>,
  choices: readonly CardPart[],
): AdaptiveCard | undefined {
  const { kind = 'notice', lists, source = '', advisory } = reply;
  const [first] = lists ?? [];
  if (lists !== undefined && first !== undefined)
    return patchListCard({ lists, source, ...(advisory && { advisory }) }, { status: first.status, page: 1 });
  if (choices.length === 0 && !answerKinds.has(kind)) return undefined;
  return adaptiveCard(text, bodyOf(text, reply), choices);
}

/**
 * Converts a message for Teams. Answers and messages with choices become Adaptive Cards 1.5, because Teams drops
 * suggested actions; answers get Teams' own thumbs.
 * @param place where the message is sent
 * @returns undefined for messages that Teams does not need: "Did this help?" if there are thumbs
 */
export function asTeamsMessage(
  shared: SharedMessage,
  place: Partial<ConversationReference> = { channelId: TEAMS },
): Partial<Activity> | undefined {
  const {
    text = '',
    textFormat = 'markdown',
    attachments = [],
    suggestedActions,
    channelData,
    replyToId,
  } = shared;
  const reply: Partial<ReplyData> = channelData?.reply ?? {};
  if (reply.kind === 'feedback') return undefined;
  const choices = (suggestedActions?.actions ?? []).map(choiceAction);
  const hasThumbs = reply.answerId !== undefined && answerKinds.has(reply.kind ?? '');
  const more = {
    type: ActivityTypes.Message,
    ...(replyToId === undefined ? {} : { replyToId }),
    ...(hasThumbs ? { channelData: { feedbackLoop: { type: 'default' } } } : {}),
  };
  return fitting(text, place, (fits) => {
    const card = cardOf(fits, reply, choices);
    if (card === undefined)
      return { ...more, text: fits, textFormat, ...(attachments.length > 0 && { attachments }) };
    return {
      ...more,
      summary: cutText(plainText(fits), SUMMARY),
      attachments: [CardFactory.adaptiveCard(card), ...attachments],
    };
  });
}
