import { describe, expect, it } from 'vitest';
import { adaptiveCard, executeAction, textBlock } from '#channels/teams/cards/card.ts';
import { violationsOf } from '#tests/support/activity-schemas.ts';

const message = (card: unknown, more: object = {}) => ({
  type: 'message',
  channelId: 'msteams',
  serviceUrl: 'https://smba.example.com/',
  conversation: { id: 'a:1', isGroup: false, conversationType: 'personal', name: 'Chat' },
  from: { id: '28:bot', name: 'Support' },
  recipient: { id: '29:sam', name: 'Sam' },
  summary: 'A card.',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  ...more,
});
const good = adaptiveCard('A card.', [textBlock('A card.')], [executeAction('Press', 'a.verb', { page: 1 })]);
const submit = { type: 'Action.Submit', title: 'x', data: {} };

describe('the Teams channel of these tests', () => {
  it("accepts a card that follows the schemas and Teams' rules", () => {
    expect(violationsOf(message(good))).toEqual([]);
  });

  it.each([
    ['seven actions', message({ ...good, actions: Array.from({ length: 7 }, () => submit) })],
    [
      'an Execute without fallback',
      message({ ...good, actions: [{ ...good.actions[0], fallback: undefined }] }),
    ],
    ['a newer version', message({ ...good, version: '1.6' })],
    ['an unknown element', message({ ...good, body: [{ type: 'Chart' }] })],
    ['an unknown property', message({ ...good, body: [{ type: 'TextBlock', text: 'x', bold: true }] })],
    ['no text for people who cannot see it', message({ ...good, fallbackText: '' })],
    ['no text for a notification', message(good, { summary: undefined })],
    ['more than 28 KB', message({ ...good, body: [textBlock('x'.repeat(20_000))] })],
    ['suggested actions next to it', message(good, { suggestedActions: { to: [], actions: [] } })],
    ['both kinds of thumbs', message(good, { channelData: { feedbackLoop: {}, feedbackLoopEnabled: true } })],
    ['no type of message around it', message(good, { type: undefined })],
    ['a number as the text next to it', message(good, { text: 7 })],
  ])('refuses a card with %s', (_what, activity) => {
    expect(violationsOf(activity)).not.toEqual([]);
  });
});
