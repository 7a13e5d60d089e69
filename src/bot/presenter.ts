import { type Activity, ActivityTypes, CardFactory } from 'botbuilder';
import type { Choice, Reply } from '../../dialogs/reply.ts';
import type { BotChannelData } from './channel-data.ts';

/** Teams shows at most six actions on a card. */
const mostCardActions = 6;

/** A choice as a card's submit: Teams shows the label as the customer's message and delivers what it says. */
const cardAction = ({ label, says }: Choice) => ({
  type: 'Action.Submit',
  title: label,
  data: {
    choice: says,
    msteams: { type: 'messageBack', displayText: label, text: says, value: { choice: says } },
  },
});

/** An Adaptive Card 1.5: essential choices stand in the card, since Teams drops suggested actions. */
function teamsCard({ text, choices = [] }: Reply): Partial<Activity> {
  const card = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: text,
    body: text.split('\n\n').map((paragraph) => ({ type: 'TextBlock', text: paragraph, wrap: true })),
    actions: choices.slice(0, mostCardActions).map(cardAction),
  };
  return { type: ActivityTypes.Message, summary: text, attachments: [CardFactory.adaptiveCard(card)] };
}

/** What clients of our own make use of. */
const channelDataOf = ({ kind, answerId, yesNo, handoff }: Reply): BotChannelData => ({
  reply: {
    kind,
    ...(answerId === undefined ? {} : { answerId }),
    ...(yesNo === undefined ? {} : { yesNo }),
  },
  ...(handoff === undefined ? {} : { handoff }),
});

/**
 * Makes of a reply the activity that suits the channel: a card with the choices in it for Teams, Markdown with
 * suggested actions elsewhere. `channelData.reply` tells clients (the widget, whoever measures) what it is.
 */
export function present(reply: Reply, channelId: string): Partial<Activity> {
  const { choices = [] } = reply;
  if (channelId === 'msteams') {
    return choices.length > 0
      ? teamsCard(reply)
      : { type: ActivityTypes.Message, text: reply.text, textFormat: 'markdown' };
  }
  return {
    type: ActivityTypes.Message,
    text: reply.text,
    textFormat: 'markdown',
    channelData: channelDataOf(reply),
    ...(choices.length === 0
      ? {}
      : {
          suggestedActions: {
            to: [],
            actions: choices.map(({ label, says }) => ({ type: 'imBack', title: label, value: says })),
          },
        }),
  };
}
