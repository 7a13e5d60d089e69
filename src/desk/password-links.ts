import { createHash, randomBytes } from 'node:crypto';
import { createLimit } from '#http/limits.ts';
import { HttpProblem } from '#http/problem.ts';
import type { Accounts } from '#store/accounts.ts';
import type { Agent } from '#store/agents.ts';
import { hashPassword, type PasswordCost } from './passwords.ts';
import { tooManyAttempts } from './too-many-attempts.ts';

/** Long enough for a weekend. */
const LASTS_MS = 3 * 24 * 3_600_000;

/** Links with which agents set their own passwords, so that nobody else ever knows them. */
export interface PasswordLinks {
  /** Counts the links that a supervisor creates. @throws {HttpProblem} 429 */
  count(supervisor: Agent): Promise<void>;
  /** Creates the one open link of an account. The old password and all sessions end. */
  open(agent: Agent): Promise<{ token: string; expiresAt: Date }>;
  /** Finds whose password a link sets. @throws {HttpProblem} 403 for an invalid link, 429 */
  agentOf(token: string, address: string): Promise<Agent>;
  /** Sets the password and uses up the link. @throws {HttpProblem} 403 for an invalid link, 429 */
  use(token: string, password: string, address: string): Promise<Agent>;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const useless = (): HttpProblem =>
  new HttpProblem(
    403,
    'LinkExpired',
    'This link has already been used or has expired. Ask a supervisor for a new one.',
  );

/** @param limited false for load tests */
export function createPasswordLinks(
  accounts: Accounts,
  {
    clock,
    limited,
    passwordCost,
  }: { clock: () => Date; limited: boolean; passwordCost: PasswordCost | undefined },
): PasswordLinks {
  const byAddress = createLimit({
    points: 40,
    seconds: 15 * 60,
    refusal: tooManyAttempts,
  });
  /** Somebody who has taken over a supervisor's browser must not be able to fill the database. */
  const bySupervisor = createLimit({ points: 60, seconds: 3600 });
  const agentOf = async (token: string, address: string): Promise<Agent> => {
    if (limited) await byAddress.take(address);
    const agent = await accounts.findByLink(hashOf(token), clock());
    if (agent === undefined) throw useless();
    return agent;
  };
  return {
    async count({ id }) {
      if (limited) await bySupervisor.take(id);
    },
    async open(agent) {
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(clock().getTime() + LASTS_MS);
      await accounts.openLink(agent.id, { tokenHash: hashOf(token), expiresAt });
      return { token, expiresAt };
    },
    agentOf,
    async use(token, password, address) {
      // An invalid link is refused before the password is hashed, which takes a third of a second of processor time.
      await agentOf(token, address);
      const passwordHash = await hashPassword(password, passwordCost);
      const agent = await accounts.useLink(hashOf(token), passwordHash, clock());
      if (agent === undefined) throw useless();
      return agent;
    },
  };
}
