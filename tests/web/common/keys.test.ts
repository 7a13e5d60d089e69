import { expect, test } from 'vitest';
import { isSendKey } from '#web/common/keys.ts';

const press = (init: Partial<KeyboardEvent>): KeyboardEvent =>
  ({ key: 'Enter', keyCode: 13, shiftKey: false, isComposing: false, ...init }) as KeyboardEvent;

test('Enter sends', () => {
  expect(isSendKey(press({}))).toBe(true);
});

test.each([
  ['Shift+Enter', { shiftKey: true }],
  [
    "Enter that ends an input method's composition, as Chrome and Firefox report it",
    { isComposing: true, keyCode: 229 },
  ],
  ['Enter that has just ended a composition, as Safari reports it', { keyCode: 229 }],
  ['another key', { key: 'a', keyCode: 65 }],
])('%s does not send', (_what, init) => {
  expect(isSendKey(press(init))).toBe(false);
});
