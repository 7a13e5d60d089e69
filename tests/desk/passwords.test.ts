import { expect, it } from 'vitest';
import { hashPassword, isPassword } from '#desk/passwords.ts';
import { cheapCost } from '../support/password.ts';

it('a password is hashed at the recommended cost', async () => {
  const stored = await hashPassword('correct horse caf\u00e9');
  expect(stored).toMatch(/^scrypt\$131072\$8\$1\$[^$]+\$[^$]+$/);
  expect(stored).not.toContain('horse');
  expect(await isPassword('correct horse caf\u00e9', stored)).toBe(true);
});

it('a password matches however its characters are composed, and another does not', async () => {
  const stored = await hashPassword('correct horse caf\u00e9', cheapCost);
  expect(await isPassword('correct horse cafe\u0301', stored)).toBe(true);
  expect(await isPassword('correct horse cafe', stored)).toBe(false);
  expect(await hashPassword('correct horse caf\u00e9', cheapCost)).not.toBe(stored);
});

it.each(['', 'plain text', 'bcrypt$1$2'])('no password matches %j', async (stored) => {
  expect(await isPassword('', stored, cheapCost)).toBe(false);
});
