import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';

/** OWASP's recommendation for scrypt: 2^17, 8, 1 (128 MB, about a third of a second). */
const COST: ScryptOptions = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
const BYTES = 32;
/** NIST SP 800-63B asks for 8 at least and no rules about kinds of characters; we ask for some more. */
export const SHORTEST_PASSWORD = 12;
/** Characters; what is longer is refused before anything is computed of it. */
export const LONGEST_PASSWORD = 1000;

const derive = (password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, BYTES, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** @returns what to keep: the cost, the salt and the hash */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/**
 * Whether a password belongs to a hash. Takes as long for a wrong one as for a right one, and as long where what is kept
 * is no hash: how long it took tells nobody who has a password here.
 */
export async function isPassword(password: string, kept: string): Promise<boolean> {
  const [kind, N, r, p, salt = '', hash = ''] = kept.split('$');
  const isHash = kind === 'scrypt';
  const cost = isHash ? { ...COST, N: Number(N), r: Number(r), p: Number(p) } : COST;
  const expected = Buffer.from(hash, 'base64');
  const derived = await derive(password, Buffer.from(salt, 'base64'), cost);
  return isHash && derived.length === expected.length && timingSafeEqual(derived, expected);
}
