import { scryptSync } from 'node:crypto';

/** The password of every account that a test makes. */
export const password = 'a long enough password';

const salt = Buffer.from('salt');
const hash = scryptSync(password, salt, 32, { N: 16, r: 8, p: 1 });

/** What the store keeps of it, at a cost of next to nothing: a hash at the real cost takes a third of a second. */
export const passwordHash = ['scrypt', 16, 8, 1, salt.toString('base64'), hash.toString('base64')].join('$');
