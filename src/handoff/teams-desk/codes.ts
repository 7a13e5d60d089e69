import { createHash, randomInt } from 'node:crypto';
import type { TeamsDeskStore } from './teams-desk-store.ts';

const VALID_MS = 10 * 60_000;
/** Crockford's base 32 has no letters that look like digits. Ten of them are 50 bits. */
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

/**
 * One-time codes that link a desk account to a Teams user: the desk shows one, and the agent sends it to the bot in
 * Teams.
 */
export interface LinkCodes {
  /** @returns a new code for the agent, which replaces any earlier one */
  make(agentId: string): Promise<{ code: string; expiresAt: Date }>;
  /** Links a code's account to a Teams user. @returns false if the code is unknown, used or expired */
  redeem(code: string, user: { teamsUserId: string; conversationId: string }): Promise<boolean>;
}

/** Creates link codes. Only hashes are stored, so that reading the database does not let anyone link an account. */
export const createLinkCodes = (
  store: Pick<TeamsDeskStore, 'addCode' | 'redeemCode' | 'link'>,
  clock: () => Date,
): LinkCodes => ({
  async make(agentId) {
    const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    const expiresAt = new Date(clock().getTime() + VALID_MS);
    await store.addCode(agentId, hashOf(code), expiresAt);
    return { code: `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`, expiresAt };
  },
  async redeem(code, { teamsUserId, conversationId }) {
    const agentId = await store.redeemCode(hashOf(code), clock());
    if (agentId === undefined) return false;
    await store.link(agentId, teamsUserId, conversationId);
    return true;
  },
});
