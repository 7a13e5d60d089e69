import { expect, it } from 'vitest';
import { lastWordsIn } from '#desk/closed/last-words.ts';
import { createReadLastWords } from '#desk/last-words.ts';

it.each([
  ['what they wrote', { text: 'Thanks' }, 'Thanks'],
  ['the button that they pressed', { text: 'topic:krack', channelData: { displayText: 'KRACK' } }, 'KRACK'],
  ['the file that they sent', { text: '', attachments: [{ name: 'log.txt' }] }, 'log.txt'],
])('a customer’s last words, in an open chat and in a closed one, are %s', async (_what, activity, words) => {
  const timestamp = '2024-05-06T09:00:00.000Z';
  const body = JSON.stringify({ type: 'message', from: { role: 'user' }, timestamp, ...activity });
  const newest = () => Promise.resolve([{ seq: 1, hidden: false, body }]);
  const chat = { conversationId: 'c', closedAt: new Date(timestamp) };
  expect(await lastWordsIn({ newest }, chat, 'a person')).toBe(words);
  const lastFromCustomers = () => Promise.resolve(new Map([['c', body]]));
  expect((await createReadLastWords({ lastFromCustomers }, 'a person')(['c'])).get('c')).toBe(words);
});

it('a closed chat is listed with the question, not with the button that asked for a person', async () => {
  const timestamp = '2024-05-06T09:00:00.000Z';
  const bodyOf = (text: string) =>
    JSON.stringify({ type: 'message', from: { role: 'user' }, timestamp, text });
  const chat = { conversationId: 'c', closedAt: new Date(timestamp) };
  const lastOf = (...texts: string[]) => {
    const rows = texts.map((text, seq) => ({ seq, hidden: false, body: bodyOf(text) }));
    return lastWordsIn({ newest: () => Promise.resolve(rows) }, chat, 'Talk to a person');
  };
  expect(await lastOf('It drops out', 'Talk to a person')).toBe('It drops out');
  expect(await lastOf('Talk to a person')).toBe('Talk to a person');
});
