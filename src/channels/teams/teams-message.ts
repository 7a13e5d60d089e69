import { type Activity, ActivityTypes, CardFactory } from 'botbuilder';
import type { BotChannelData } from '../../bot/channel-data.ts';

/** Teams shows at most six actions on a card. */
const MOST_ACTIONS = 6;

/** What is said, in the form that every channel shares. */
type Said = Pick<Partial<Activity>, 'text' | 'attachments' | 'suggestedActions'> & {
  channelData?: BotChannelData;
};

/** A choice as a card's submit: Teams shows the label as the customer's message and delivers what it says. */
const cardAction = ({ title, value }: { title: string; value: unknown }) => ({
  type: 'Action.Submit',
  title,
  data: {
    choice: value,
    msteams: { type: 'messageBack', displayText: title, text: value, value: { choice: value } },
  },
});

/**
 * What is said as Teams gets it: with choices an Adaptive Card 1.5 that holds them, since Teams drops suggested actions.
 * @returns undefined for what is not said in Teams
 */
export function asTeamsMessage({
  text = '',
  attachments = [],
  suggestedActions,
}: Said): Partial<Activity> | undefined {
  const actions = suggestedActions?.actions ?? [];
  if (actions.length === 0)
    return {
      type: ActivityTypes.Message,
      text,
      textFormat: 'markdown',
      ...(attachments.length === 0 ? {} : { attachments }),
    };
  const card = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: text,
    body: text.split('\n\n').map((paragraph) => ({ type: 'TextBlock', text: paragraph, wrap: true })),
    actions: actions.slice(0, MOST_ACTIONS).map(cardAction),
  };
  return {
    type: ActivityTypes.Message,
    summary: text,
    attachments: [CardFactory.adaptiveCard(card), ...attachments],
  };
}
