import { expect, test } from 'vitest';
import { speakerOf } from '#web/desk/parts/speaker.ts';
import type { Activity } from '#web/widget/client/activity.ts';

const customer = { name: 'Ada', userId: 'u-1' };
const said = (from: Activity['from']) =>
  speakerOf({ from: 'visitor', activity: { type: 'message', ...(from && { from }) } }, customer);

test.each([
  ['the customer', { id: 'u-1', name: 'Ada Lovelace' }, 'Ada'],
  ['no sender at all', undefined, 'Ada'],
  ['another person in a group chat', { id: 'u-2', name: 'Bob' }, 'Bob'],
  ['a person whose name reverses the text around it', { id: 'u-2', name: '\u202EBob' }, 'Bob'],
  ['another person without a name', { id: 'u-2' }, 'Somebody else in the chat'],
  ['a person whose name is blank', { id: 'u-2', name: ' \u200F' }, 'Somebody else in the chat'],
])('a message from %s carries the right name', (_who, from, expected) => {
  expect(said(from)).toBe(expected);
});

test('messages from the bot and agents carry their names', () => {
  const activity = { type: 'message' };
  expect(speakerOf({ from: 'bot', activity }, customer)).toBe('Bot');
  expect(speakerOf({ from: 'agent', agent: { name: 'Dana' }, activity }, customer)).toBe('Dana');
});
