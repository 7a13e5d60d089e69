import { expect, it } from 'vitest';
import { storedReplyIn } from '#web/desk/composer/stored-reply.ts';

it('a draft comes back with its formatting and insertions', () => {
  const reply = {
    text: '**Hi**',
    marks: [{ at: 0, text: '**' }],
    inserted: { shown: 'Hi', markdown: '**Hi**' },
  };
  expect(storedReplyIn(JSON.stringify(reply))).toEqual(reply);
});

it.each(['', 'Hello, Sam', '42', 'null', '{"text": "Hi"}', '{"text": "Hi", "marks": [1]}', '[broken'])(
  'a draft that another version stored is plain text: %s',
  (stored) => expect(storedReplyIn(stored)).toEqual({ text: stored, marks: [] }),
);
