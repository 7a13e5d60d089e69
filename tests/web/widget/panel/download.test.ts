import { expect, test } from 'vitest';
import type { Entry } from '#web/widget/client/chat-client.ts';
import { transcriptText } from '#web/widget/panel/download.ts';
import * as en from '#web/widget/strings/en.ts';

const at = new Date(2026, 4, 3, 9, 5);
const entries: Entry[] = [
  {
    kind: 'message',
    id: '1',
    from: 'bot',
    at,
    text: '**Hello!**',
    attachments: [{ contentType: 'image/png', contentUrl: 'https://bot.example.com/a.png', name: 'a.png' }],
    activity: { type: 'message' },
  },
  {
    kind: 'message',
    id: '2',
    from: 'agent',
    agent: { name: 'Dana' },
    at,
    text: 'Hi, this is Dana.',
    attachments: [],
    activity: { type: 'message' },
  },
  { kind: 'pending', clientId: 'c', at, text: 'Not yet there', files: [], state: 'failed' },
];

test('a downloaded chat says who wrote what and when, lists its cards and files, and marks what was not sent', () => {
  expect(transcriptText(entries, en, 'de').split('\n')).toEqual([
    'Support bot · 03.05.2026, 09:05',
    'Hello!',
    'a.png',
    'https://bot.example.com/a.png',
    '',
    'Dana · 03.05.2026, 09:05',
    'Hi, this is Dana.',
    '',
    'You · 03.05.2026, 09:05 · Not sent',
    'Not yet there',
    '',
  ]);
});
