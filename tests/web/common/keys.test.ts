import { expect, test } from 'vitest';
import { isSendKey } from '#web/common/keys.ts';

const press = (init: Partial<KeyboardEvent>): KeyboardEvent =>
  ({ key: 'Enter', keyCode: 13, shiftKey: false, isComposing: false, ...init }) as KeyboardEvent;

test('Enter sends', () => {
  expect(isSendKey(press({}))).toBe(true);
});

test.each([
  ['with Shift', { shiftKey: true }],
  ['that ends a word of an input method, as Chrome and Firefox tell it', { isComposing: true, keyCode: 229 }],
  ['that ended a word just before, as Safari tells it', { keyCode: 229 }],
  ['is another key', { key: 'a', keyCode: 65 }],
])('Enter %s does not', (_what, init) => {
  expect(isSendKey(press(init))).toBe(false);
});
