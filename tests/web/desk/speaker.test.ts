import { expect, test } from 'vitest';
import { speakerOf } from '#web/desk/parts/speaker.ts';
import type { Activity } from '#web/widget/client/activity.ts';

const customer = { name: 'Ada', userId: 'u-1' };
const said = (from: Activity['from']) =>
  speakerOf({ from: 'visitor', activity: { type: 'message', ...(from && { from }) } }, customer);

test.each([
  ['the customer', { id: 'u-1', name: 'Ada Lovelace' }, 'Ada'],
  ['nobody in particular', undefined, 'Ada'],
  ['somebody else in a group chat', { id: 'u-2', name: 'Bob' }, 'Bob'],
  ['somebody whose name turns the words around it', { id: 'u-2', name: '\u202EBob' }, 'Bob'],
  ['somebody else without a name', { id: 'u-2' }, 'Somebody else in the chat'],
  ['somebody whose name is blank', { id: 'u-2', name: ' \u200F' }, 'Somebody else in the chat'],
])('a line of %s stands under the right name', (_who, from, expected) => {
  expect(said(from)).toBe(expected);
});

test('lines of the bot and of agents stand under theirs', () => {
  const activity = { type: 'message' };
  expect(speakerOf({ from: 'bot', activity }, customer)).toBe('Bot');
  expect(speakerOf({ from: 'agent', agent: { name: 'Dana' }, activity }, customer)).toBe('Dana');
});
