import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';

/** The cost of hashing a password, as scrypt's parameters. */
export type PasswordCost = Required<Pick<ScryptOptions, 'N' | 'r' | 'p'>>;

/** OWASP's recommendation for scrypt: 128 MB, about a third of a second. */
export const PASSWORD_COST: PasswordCost = { N: 2 ** 17, r: 8, p: 1 };
const MAX_MEMORY = 256 * 1024 * 1024;
const BYTES = 32;
/** NIST SP 800-63B asks for at least 8 characters and no composition rules; we ask for a few more characters. */
export const SHORTEST_PASSWORD = 12;
/** In characters; longer passwords are refused before any hashing. */
export const LONGEST_PASSWORD = 1000;

const derive = (password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, BYTES, { ...cost, maxmem: MAX_MEMORY }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** @returns what to store: the cost, the salt and the hash */
export async function hashPassword(password: string, cost = PASSWORD_COST): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/**
 * Checks a password against a stored hash. Takes the same time for a right password, a wrong one and a missing hash, so
 * that the time does not reveal who has a password here.
 * @param usual the cost with which hashes are usually stored
 */
export async function isPassword(password: string, stored: string, usual = PASSWORD_COST): Promise<boolean> {
  const [kind, N, r, p, salt = '', hash = ''] = stored.split('$');
  const isHash = kind === 'scrypt';
  const cost = isHash ? { N: Number(N), r: Number(r), p: Number(p) } : usual;
  const expected = Buffer.from(hash, 'base64');
  const derived = await derive(password, Buffer.from(salt, 'base64'), cost);
  return isHash && derived.length === expected.length && timingSafeEqual(derived, expected);
}
