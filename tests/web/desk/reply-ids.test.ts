import { expect, it } from 'vitest';
import { createReplyIds } from '#web/desk/messages/reply-ids.ts';

const reply = (text: string, lastModified = 1) => ({
  text,
  textFormat: 'plain' as const,
  files: [new File(['words'], 'log.txt', { lastModified })],
});

it('a reply that is retried has the same id', () => {
  const ids = createReplyIds();
  expect(ids.of(reply('Hello'))).toBe(ids.of(reply('Hello')));
});

it('the same words sent again, or with a changed file, are another reply', () => {
  const ids = createReplyIds();
  const first = ids.of(reply('Hello'));
  ids.taken();
  const second = ids.of(reply('Hello'));
  const third = ids.of(reply('Hello', 2));
  expect(new Set([first, second, third]).size).toBe(3);
});
