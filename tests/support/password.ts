import { scryptSync } from 'node:crypto';

/** The password of every account that a test creates. */
export const password = 'a long enough password';

/** A very low cost: checking a password at the real one takes a third of a second. */
export const cheapCost = { N: 16, r: 8, p: 1 };

const salt = Buffer.from('salt');
const hash = scryptSync(password, salt, 32, cheapCost);

/** Its hash at that cost. */
export const passwordHash = ['scrypt', 16, 8, 1, salt.toString('base64'), hash.toString('base64')].join('$');
