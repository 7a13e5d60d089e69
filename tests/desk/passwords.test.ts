import { expect, it } from 'vitest';
import { hashPassword, isPassword } from '#desk/passwords.ts';

it('a password matches however its characters are composed, and another does not', async () => {
  const kept = await hashPassword('correct horse caf\u00e9');
  expect(kept).toMatch(/^scrypt\$131072\$8\$1\$[^$]+\$[^$]+$/);
  expect(kept).not.toContain('horse');
  expect(await isPassword('correct horse cafe\u0301', kept)).toBe(true);
  expect(await isPassword('correct horse cafe', kept)).toBe(false);
  expect(await hashPassword('correct horse caf\u00e9')).not.toBe(kept);
});

it.each(['', 'plain text', 'bcrypt$1$2'])('no password matches %j', async (kept) => {
  expect(await isPassword('', kept)).toBe(false);
});
