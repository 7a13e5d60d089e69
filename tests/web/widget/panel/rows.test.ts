import { describe, expect, test } from 'vitest';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';
import { dayName } from '#web/widget/panel/dates.ts';
import { rowsOf } from '#web/widget/panel/rows.ts';
import * as de from '#web/widget/strings/de.ts';

const message = (id: string, from: MessageEntry['from'], at: Date): MessageEntry => ({
  kind: 'message',
  id,
  from,
  at,
  text: id,
  attachments: [],
  activity: { type: 'message' },
});

describe('messages', () => {
  test('from one side within five minutes are grouped, and each day begins with its date', () => {
    const rows = rowsOf(
      [
        message('a', 'bot', new Date(2026, 4, 3, 9, 0)),
        message('b', 'bot', new Date(2026, 4, 3, 9, 4)),
        message('c', 'bot', new Date(2026, 4, 3, 9, 10)),
        message('d', 'visitor', new Date(2026, 4, 3, 9, 11)),
        message('e', 'visitor', new Date(2026, 4, 4, 0, 1)),
      ],
      'd',
    );
    expect(rows.map(({ startsDay }) => startsDay)).toEqual([true, false, false, false, true]);
    expect(rows.map(({ startsGroup }) => startsGroup)).toEqual([true, false, true, true, true]);
    expect(rows.map(({ endsGroup }) => endsGroup)).toEqual([false, true, true, true, true]);
    expect(rows.filter(({ startsNew }) => startsNew).map(({ key }) => key)).toEqual(['d']);
  });
});

describe('a day is called', () => {
  const now = new Date(2026, 4, 3, 0, 30);
  test.each([
    [new Date(2026, 4, 3, 0, 1), 'Heute'],
    [new Date(2026, 4, 2, 23, 59), 'Gestern'],
    [new Date(2026, 4, 1, 12, 0), 'Freitag, 1. Mai 2026'],
  ])('%s: %s', (date, name) => {
    expect(dayName(date, now, 'de', de)).toBe(name);
  });

  test('in English if the locale does not exist', () => {
    expect(dayName(new Date(2026, 4, 1, 12, 0), now, 'not a locale!', de)).toBe('Friday, May 1, 2026');
  });
});
