import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpProblem } from '../http/problem.ts';
import type { Agent, Agents } from '../store/agents.ts';
import { hashPassword, isPassword } from './passwords.ts';

const QUARTER_S = 15 * 60;

/** Checks who signs in; guessing is slowed by account and by address. */
export type SignIn = (given: { email: string; password: string; address: string }) => Promise<Agent>;

/** @param limited false for load tests */
export function createSignIn(agents: Agents, { limited }: { limited: boolean }): SignIn {
  // From one place a few tries at an account, so that nobody is locked out by a stranger who guesses; from all places
  // together more, so that guessing from many gets nowhere either.
  const byPlace = new RateLimiterMemory({ points: 8, duration: QUARTER_S });
  const byEmail = new RateLimiterMemory({ points: 80, duration: QUARTER_S });
  const byAddress = new RateLimiterMemory({ points: 40, duration: QUARTER_S });
  let nobody: Promise<string> | undefined;

  return async ({ email, password, address }) => {
    const account = email.toLowerCase();
    const place = `${account} ${address}`;
    if (limited) {
      await slowDown(byPlace, place);
      await slowDown(byAddress, address);
      await slowDown(byEmail, account);
    }
    const agent = await agents.findByEmail(email);
    // Compared with something also where there is no account: it takes as long, and tells nobody who has one.
    nobody ??= hashPassword('');
    const isRight = await isPassword(password, agent?.passwordHash ?? (await nobody));
    if (agent === undefined || !isRight || agent.disabled)
      throw new HttpProblem(401, 'WrongCredentials', 'The e-mail address or the password is not right.');
    if (limited) await byPlace.delete(place);
    const { passwordHash: _passwordHash, ...rest } = agent;
    return rest;
  };
}

/** @throws {HttpProblem} 429 */
async function slowDown(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection;
    const minutes = Math.max(1, Math.ceil(rejection.msBeforeNext / 60_000));
    throw new HttpProblem(429, 'TooManyRequests', `Too many tries. Please try again in ${minutes} min.`);
  }
}
