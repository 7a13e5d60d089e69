import { expect, test } from 'vitest';
import { friendlyName } from '#web/desk/parts/friendly-name.ts';

test('a customer without a name is always given the same one', () => {
  expect(friendlyName('dl_1')).toBe(friendlyName('dl_1'));
  expect(friendlyName('dl_1')).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
});

test('few customers share a name', () => {
  const names = Array.from({ length: 200 }, (_, at) => friendlyName(`dl_${at}`));
  expect(new Set(names).size).toBeGreaterThan(185);
});
