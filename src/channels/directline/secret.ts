import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'direct-line-secret';
const MIN_LENGTH = 32;

/**
 * Loads the secret from a data directory. The first call creates it, readable only by its owner.
 * @throws if the directory cannot be read or written, or the file contains fewer than 32 characters
 */
export function loadOrCreateSecret(dataDir: string): string {
  const file = join(dataDir, FILE);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    // `wx` never overwrites: if two processes start together, one creates it and both use it.
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < MIN_LENGTH)
    throw new Error(`The secret in ${file} is too short. Delete the file to get a new one.`);
  return secret;
}
