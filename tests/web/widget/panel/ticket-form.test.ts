import { describe, expect, test } from 'vitest';
import { addressIn } from '#dialogs/contact-details.ts';
import { mailProblems, ticketProblems } from '#web/widget/panel/forms/problems.ts';
import * as en from '#web/widget/strings/en.ts';

const check = (fields: object) =>
  ticketProblems({ text: 'My bridge drops', name: '', email: '', ...fields }, en);

describe('a message to support', () => {
  test('needs text, but neither a name nor an address', () => {
    expect(check({})).toEqual({});
    expect(check({ text: ' \n ' })).toEqual({ text: en.messageMissing });
  });

  test('can have 4,000 characters', () => {
    expect(check({ text: 'x'.repeat(4000) })).toEqual({});
    expect(check({ text: 'x'.repeat(4001) })).toEqual({ text: en.tooLong });
  });

  test.each([
    'sam@example.com',
    ' sam@example.com ',
    'sam.o’neil+chat@mail.example.co.uk',
    'søren@bücher.example',
  ])('accepts the address %j, as the bot does', (email) => {
    expect(check({ email })).toEqual({});
    expect(addressIn(email)?.email).toBe(email.trim());
  });

  test.each([
    'sam',
    'sam@',
    'sam@example',
    '@example.com',
    'sam@@example.com',
    'sam..x@example.com',
    'two words@example.com',
  ])('rejects the address %j', (email) => expect(check({ email })).toEqual({ email: en.emailWrong }));
});

test('a copy of the chat needs an address', () => {
  expect(mailProblems(' ', en)).toEqual({ email: en.emailMissing });
  expect(mailProblems('sam', en)).toEqual({ email: en.emailWrong });
  expect(mailProblems('sam@example.com', en)).toEqual({});
});
