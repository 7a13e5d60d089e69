import { expect, test } from 'vitest';
import { timelineOf } from '#web/desk/parts/timeline.ts';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';

const customer = { name: 'Ada', userId: 'u-1' };
const at = (day: number, hour: number, minute: number): Date => new Date(2026, 0, day, hour, minute);

const message = (id: string, from: MessageEntry['from'], when: Date, channelData = {}): MessageEntry => ({
  kind: 'message',
  id,
  from,
  ...(from === 'agent' ? { agent: { name: 'Dana' } } : {}),
  at: when,
  text: id,
  attachments: [],
  activity: { type: 'message', channelData },
});
const note = (id: string, when: Date) => ({ id, agentName: 'Kim', text: id, at: when.toISOString() });

/** A short form of the timeline: the kind of each item, and the messages of a run. */
const short = (...[messages, notes]: [MessageEntry[], ReturnType<typeof note>[]?]): string[] =>
  timelineOf(messages, notes ?? [], customer).map((item) => {
    if (item.kind === 'run') return `${item.speaker}: ${item.entries.map(({ id }) => id).join(' ')}`;
    return item.kind === 'notice' ? item.notice.kind : item.kind;
  });

test('messages of one speaker in quick succession are one run', () => {
  const messages = [
    message('a', 'visitor', at(1, 9, 0)),
    message('b', 'visitor', at(1, 9, 1)),
    message('c', 'bot', at(1, 9, 2)),
    message('d', 'visitor', at(1, 9, 3)),
    message('e', 'agent', at(1, 9, 4)),
    message('f', 'agent', at(1, 9, 5)),
  ];
  expect(short(messages)).toEqual(['day', 'Ada: a b', 'Bot: c', 'Ada: d', 'Dana: e f']);
});

test('a pause and a new day start a new run', () => {
  const messages = [
    message('a', 'visitor', at(1, 23, 50)),
    message('b', 'visitor', at(1, 23, 58)),
    message('c', 'visitor', at(2, 0, 1)),
  ];
  expect(short(messages)).toEqual(['day', 'Ada: a', 'Ada: b', 'day', 'Ada: c']);
});

test('notes are placed by their time, even before the first and after the last message', () => {
  const messages = [message('a', 'visitor', at(1, 9, 0)), message('b', 'visitor', at(1, 9, 2))];
  const notes = [note('n', at(1, 8, 0)), note('o', at(1, 9, 1)), note('p', at(1, 10, 0))];
  expect(short(messages, notes)).toEqual(['day', 'note', 'Ada: a', 'note', 'Ada: b', 'note']);
});

test("events of the chat are shown as lines; a customer's message never is", () => {
  const notice = { notice: { kind: 'joined', agent: 'Dana' } };
  const messages = [message('a', 'bot', at(1, 9, 0), notice), message('b', 'visitor', at(1, 9, 1), notice)];
  expect(short(messages)).toEqual(['day', 'joined', 'Ada: b']);
});
