import { expect, it } from 'vitest';
import { fillIn } from '#web/desk/composer/canned-replies.ts';
import { plainText } from '#text/plain-text.ts';

it('names in a canned reply are shown unchanged, whatever they would mean in Markdown', () => {
  const names = { customer: '*Sam* [x](y)_', agent: 'Dana <b>', reference: 'K7QM-2F9P' };
  const filled = fillIn('**Hello** {customer}, I am {agent} ({reference}).', names);
  expect(plainText(filled)).toBe('Hello *Sam* [x](y)_, I am Dana <b> (K7QM-2F9P).');
});
