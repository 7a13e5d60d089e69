import { createHash, randomInt } from 'node:crypto';
import type { TeamsDeskStore } from './teams-desk-store.ts';

const VALID_MS = 10 * 60_000;
/** Crockford's base 32: no letters that are taken for digits. Ten of them are 50 bits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

const hashOf = (code: string): string =>
  createHash('sha256')
    .update(
      code
        .toUpperCase()
        .replaceAll(/[^0-9A-Z]/g, '')
        .replaceAll('O', '0')
        .replaceAll(/[IL]/g, '1'),
    )
    .digest('hex');

/** One-time codes that tie a desk account to a Teams user: shown at the desk, written to the bot in Teams. */
export interface LinkCodes {
  /** @returns a new code for the agent; the one before it is void */
  make(agentId: string): Promise<{ code: string; expiresAt: Date }>;
  /** Ties the account of a code to a Teams user. @returns false for a code that is not known, used or too old */
  redeem(code: string, user: { teamsUserId: string; conversationId: string }): Promise<boolean>;
}

/** Only hashes are kept: who reads the database can tie nothing. */
export const createLinkCodes = (
  store: Pick<TeamsDeskStore, 'addCode' | 'takeCode' | 'link'>,
  clock: () => Date,
): LinkCodes => ({
  async make(agentId) {
    const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    const expiresAt = new Date(clock().getTime() + VALID_MS);
    await store.addCode(agentId, hashOf(code), expiresAt);
    return { code: `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`, expiresAt };
  },
  async redeem(code, { teamsUserId, conversationId }) {
    const agentId = await store.takeCode(hashOf(code), clock());
    if (agentId === undefined) return false;
    await store.link(agentId, teamsUserId, conversationId);
    return true;
  },
});
