import { expect, it } from 'vitest';
import { predicateOf } from '#web/desk/team/audit-sentence.ts';
import { shortTime } from '#web/desk/times.ts';

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

it('says what was scheduled for when, and how it went', () => {
  const at = '2026-03-02T10:00:00.000Z';
  const time = shortTime(at);
  const said = (action: string, detail: string | null) =>
    predicateOf({ ...entry, action, target: '3', detail });
  expect(said('scheduled the draft', `${at} Later`)).toBe(
    `scheduled the draft as release 3 for ${time}: Later`,
  );
  expect(said('scheduled the draft', at)).toBe(`scheduled the draft as release 3 for ${time}.`);
  expect(said('scheduled the draft despite', `${at} Later (reason: It is shorter.)`)).toBe(
    `scheduled the draft as release 3 for ${time} although expected answers fail: Later (reason: It is shorter.)`,
  );
  expect(said('published as scheduled', 'Later')).toBe('published release 3 as scheduled: Later');
  expect(said('could not publish as scheduled', 'Publishing failed.')).toBe(
    'could not publish release 3 as scheduled: Publishing failed.',
  );
});

it('shows entries of a later version unchanged', () => {
  expect(predicateOf({ ...entry, action: 'published' })).toBe('published K7QM-2F9P');
});
