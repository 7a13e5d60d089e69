import { expect, test } from 'vitest';
import { customerText } from '#web/desk/parts/customer-text.ts';
import type { Attachment } from '#web/widget/client/activity.ts';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';

const SERVER = 'https://bot.example.com/support';

const message = (from: MessageEntry['from'], ...attachments: Attachment[]): MessageEntry => ({
  kind: 'message',
  id: '1',
  from,
  at: new Date(0),
  text: 'Look',
  attachments,
  activity: { type: 'message' },
});

test.each([
  ['https://bot.example.com/support/v3/directline/attachments/a-1/log.txt'],
  ['https://chat.example.com/v3/directline/attachments/a-1/log.txt'],
])("a file that a customer uploaded at %s is fetched from the desk's own server", (contentUrl) => {
  const file = { contentType: 'text/plain', contentUrl, name: 'log.txt' };
  expect(customerText(message('visitor', file), SERVER)).toMatchObject({
    isPartly: false,
    attachments: [
      {
        contentType: 'text/plain',
        contentUrl: 'https://bot.example.com/support/v3/directline/attachments/a-1/log.txt',
        name: 'log.txt',
      },
    ],
  });
});

test.each<[string, Attachment]>([
  ['a card', { contentType: 'application/vnd.microsoft.card.hero', content: { title: 'Sign in' } }],
  [
    'a card that claims to be an upload',
    {
      contentType: 'application/vnd.microsoft.card.hero',
      content: { title: 'Sign in' },
      contentUrl: 'https://bot.example.com/v3/directline/attachments/a/b',
    },
  ],
  [
    'a link to another site',
    { contentType: 'text/plain', contentUrl: 'https://evil.example/a', name: 'Desk' },
  ],
  ['a script', { contentType: 'text/plain', contentUrl: 'javascript:alert(1)' }],
  ['a picture from another site', { contentType: 'image/png', contentUrl: 'https://evil.example/a.png' }],
])('%s from a customer is hidden, and the agent is told so', (_what, attachment) => {
  expect(customerText(message('visitor', attachment), SERVER)).toMatchObject({
    isPartly: true,
    attachments: [],
    text: 'Look',
  });
});

test('the HTML copy that Teams sends with each message is ignored', () => {
  const copy = { contentType: 'text/html', content: '<p>Look</p>' };
  expect(customerText(message('visitor', copy), SERVER)).toMatchObject({ isPartly: false, attachments: [] });
});

test('messages from the bot and agents are shown unchanged', () => {
  const card = { contentType: 'application/vnd.microsoft.card.hero', content: { title: 'EAP1300' } };
  expect(customerText(message('bot', card), SERVER)).toMatchObject({ isPartly: false, attachments: [card] });
});
