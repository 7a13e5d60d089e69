import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { HttpProblem } from '#http/problem.ts';
import type { Agent, Agents } from '#store/agents.ts';
import { accountEmail, accountName, newPassword } from './account-fields.ts';
import { hashPassword, type PasswordCost } from './passwords.ts';

/** What creating the first account requires. */
export const firstAccount = z
  .object({
    token: z.string().max(100),
    name: accountName,
    email: accountEmail,
    password: newPassword,
  })
  .meta({
    examples: [{ token: 'none', name: 'Me', email: 'me@example.com', password: 'a long enough password' }],
  });

/** Creates the first account for the person who has the token that the server printed when it started. */
export interface SetUp {
  token: string;
  /** @throws {HttpProblem} 403 for a wrong token, or if there is an account already */
  begin(given: z.infer<typeof firstAccount>): Promise<Agent>;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Builds the desk's set-up; undefined if there is an account already. */
export async function createSetUp(
  agents: Agents,
  { clock, passwordCost }: { clock: () => Date; passwordCost: PasswordCost | undefined },
): Promise<SetUp | undefined> {
  if ((await agents.list()).length > 0) return undefined;
  const token = randomBytes(24).toString('base64url');
  let isBusy = false;
  return {
    token,
    async begin({ token: offered, password, ...account }) {
      const refused = new HttpProblem(
        403,
        'Forbidden',
        'The desk is already set up, or this link is not valid.',
      );
      if (!timingSafeEqual(digest(offered), digest(token))) throw refused;
      // Of two concurrent requests, only one creates the first account.
      if (isBusy) throw refused;
      isBusy = true;
      try {
        const passwordHash = await hashPassword(password, passwordCost);
        const agent = await agents.addFirst({ ...account, role: 'supervisor', passwordHash }, clock());
        if (agent === undefined) throw refused;
        return agent;
      } finally {
        isBusy = false;
      }
    },
  };
}
