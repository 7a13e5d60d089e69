import { scryptSync } from 'node:crypto';

/** The password of every account that a test creates. */
export const password = 'a long enough password';

const salt = Buffer.from('salt');
const hash = scryptSync(password, salt, 32, { N: 16, r: 8, p: 1 });

/** Its hash at a very low cost, because one at the real cost takes a third of a second. */
export const passwordHash = ['scrypt', 16, 8, 1, salt.toString('base64'), hash.toString('base64')].join('$');
