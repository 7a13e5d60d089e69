import { expect, test } from 'vitest';
import { hrefOf, placeIn } from '#web/desk/shell/router.ts';

test.each([
  ['', '', undefined],
  ['#/waiting', 'waiting', undefined],
  ['#/closed/K7QM-2F9P', 'closed', 'K7QM-2F9P'],
  ['#/messages/a%2Fb', 'messages', 'a/b'],
  ['#/messages/%', 'messages', undefined],
  ['#/waiting/', 'waiting', undefined],
  ['#set-up=a-token', '', undefined],
  ['#problem=no-account', '', undefined],
])('the address %s names the view “%s” with %s open', (hash, view, reference) => {
  expect(placeIn(hash)).toEqual({ view, reference });
});

test('a link to a location leads to that location', () => {
  const reference = 'a/b c#d';
  expect(placeIn(hrefOf('open', reference))).toEqual({ view: 'open', reference });
});
