import { createLimit, type Limit } from '#http/limits.ts';
import { HttpProblem } from '#http/problem.ts';
import type { Agent, Agents } from '#store/agents.ts';
import { isPassword, type PasswordCost } from './passwords.ts';
import { createBoundedQueue } from './bounded-queue.ts';
import { tooManyAttempts } from './too-many-attempts.ts';

const QUARTER_S = 15 * 60;
/** How many addresses with a successful sign-in to remember, across all accounts. */
const MAX_PLACES = 10_000;

/** What a person signs in with. */
interface SignInAttempt {
  email: string;
  password: string;
  address: string;
  /** The browser, if this account has signed in there before. */
  device: string | undefined;
}

/** Checks credentials, and slows down guessing. @throws {HttpProblem} 401, 429, 503 */
export type SignIn = (attempt: SignInAttempt) => Promise<Agent>;

/** @param limited false for load tests */
export function createSignIn(
  agents: Agents,
  { limited, passwordCost }: { limited: boolean; passwordCost: PasswordCost | undefined },
): SignIn {
  // Checking a password takes a third of a second of processor time and 128 MB, on one of Node's few threads. One at a
  // time leaves the rest to customers, however hard somebody guesses.
  const boundedQueue = createBoundedQueue({ atOnce: 1, waiting: limited ? 8 : Infinity });
  const tries = createTries();

  return async ({ email, password, address, device }) => {
    const attempt = { account: email.toLowerCase(), address, device };
    const isKnown = limited && (await tries.count(attempt));
    const agent = await agents.findByEmail(email);
    // A hash is computed even if there is no account, so that the time does not reveal who has one.
    const isRight = await boundedQueue(() => isPassword(password, agent?.passwordHash ?? '', passwordCost), {
      hasPriority: isKnown,
    });
    if (agent === undefined || !isRight || agent.disabled)
      throw new HttpProblem(401, 'WrongCredentials', 'The e-mail address or password is incorrect.');
    await tries.succeed(attempt);
    const { passwordHash: _passwordHash, ...rest } = agent;
    return rest;
  };
}

interface Attempt extends Pick<SignInAttempt, 'address' | 'device'> {
  account: string;
}

const placeOf = ({ account, address, device }: Attempt): string =>
  device === undefined ? `${account} ${address}` : `${account} device ${device}`;

/** Allows this many attempts per key in a quarter of an hour. */
const inQuarter = (points: number): Limit =>
  createLimit({
    points,
    seconds: QUARTER_S,
    refusal: tooManyAttempts,
  });

/**
 * Counts attempts. A place gets a few attempts per account, and all places together not many more, so that guessing
 * from many places fails too. The account's owner has separate attempts in a browser or at an address with an earlier
 * sign-in, so nobody can lock them out.
 */
function createTries() {
  const byPlace = inQuarter(8);
  const byAccount = inQuarter(80);
  const byAddress = inQuarter(40);
  /** In order of last use. */
  const knownPlaces = new Set<string>();

  return {
    /** @returns whether it is a known browser or address @throws {HttpProblem} 429 */
    async count(attempt: Attempt): Promise<boolean> {
      const place = placeOf(attempt);
      const isKnown = attempt.device !== undefined || knownPlaces.has(place);
      // An attacker can make up accounts: an address without attempts left must not add another one to memory.
      if (!isKnown) await byAddress.check(attempt.address);
      await byPlace.take(place);
      if (isKnown) return true;
      await byAddress.take(attempt.address);
      await byAccount.take(attempt.account);
      return false;
    },
    async succeed(attempt: Attempt): Promise<void> {
      await byPlace.reset(placeOf(attempt));
      const place = placeOf({ ...attempt, device: undefined });
      knownPlaces.delete(place);
      knownPlaces.add(place);
      const [oldest = ''] = knownPlaces;
      if (knownPlaces.size > MAX_PLACES) knownPlaces.delete(oldest);
    },
  };
}
