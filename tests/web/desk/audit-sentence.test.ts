import { expect, it } from 'vitest';
import { predicateOf } from '#web/desk/team/audit-sentence.ts';

const entry = { id: '1', at: '2026-03-02T09:00:00Z', actor: 'Sue', target: 'K7QM-2F9P', detail: null };

it.each([
  ['claimed', 'claimed chat K7QM-2F9P.'],
  ['closed as follow-up', 'closed chat K7QM-2F9P, which needs follow-up.'],
  ['unassigned', 'unassigned message K7QM-2F9P.'],
  ['claimed in Teams', 'claimed chat K7QM-2F9P in Teams.'],
  ['noted', 'added a note to chat K7QM-2F9P.'],
  ['reopened a chat', 'reopened chat K7QM-2F9P.'],
  ['reopened', 'reopened message K7QM-2F9P.'],
  ['e-mailed the conversation', 'sent the conversation K7QM-2F9P by e-mail.'],
])('an entry of the audit log is a sentence: %s', (action, sentence) => {
  expect(predicateOf({ ...entry, action })).toBe(sentence);
});

it('names the person or the role that it was about', () => {
  expect(predicateOf({ ...entry, action: 'assigned', detail: 'Kim' })).toBe(
    'assigned message K7QM-2F9P to Kim.',
  );
  const role = { ...entry, action: 'changed a role', target: 'kim@example.com', detail: 'agent' };
  expect(predicateOf(role)).toBe('made kim@example.com an agent.');
});

it('shows entries of a later version unchanged', () => {
  expect(predicateOf({ ...entry, action: 'published' })).toBe('published K7QM-2F9P');
});
