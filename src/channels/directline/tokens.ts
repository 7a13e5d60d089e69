import { HttpProblem } from '#http/problem.ts';
import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Clock } from '#store/clock.ts';

const ISSUER = 'support-bot';
const ALGORITHM = 'HS256';

/** Clients refresh every 15 minutes, but some never do, so the protocol's usual half hour is the minimum. */
export const TOKEN_SECONDS = 3600;
const STREAM_SECONDS = 60;
const VISITOR_SECONDS = 365 * 86_400;
/** About a kilobyte each. */
const CACHED_TOKENS = 2_000;

/** What a token gives access to: one conversation, as one user. */
export interface Grant {
  conversationId: string;
  userId: string;
  userName?: string | undefined;
  /** Sites whose pages may use it; empty means any. */
  origins: string[];
}

type Purpose = 'token' | 'stream' | 'visitor';

/** Signs and verifies Direct Line tokens. Each purpose has its own key, derived from the secret. */
export class Tokens {
  readonly #keys: Record<Purpose, KeyObject>;
  readonly #clock: Clock;
  /** Caches verified tokens, so that not every message needs a signature check. */
  readonly #verified = new Map<string, { grant: Grant; expires: number }>();

  constructor(secret: string, clock: Clock) {
    const key = (purpose: Purpose) =>
      createSecretKey(new Uint8Array(hkdfSync('sha256', secret, '', `direct line ${purpose}`, 32)));
    this.#keys = { token: key('token'), stream: key('stream'), visitor: key('visitor') };
    this.#clock = clock;
  }

  /** Issues a client's token. Web Chat reads the user's id from its `user` claim. */
  issue(grant: Grant): string {
    return this.#sign('token', claimsOf(grant), TOKEN_SECONDS);
  }

  /** Returns what a token gives access to, if it has been verified before and has not expired. */
  recall(token: string): Grant | undefined {
    const cached = this.#verified.get(token);
    if (cached === undefined) return undefined;
    if (cached.expires > this.#clock().getTime() / 1000) return cached.grant;
    this.#verified.delete(token);
    return undefined;
  }

  /** @throws {HttpProblem} 403; with the code `TokenExpired` if it was once valid */
  verify(token: string): Grant {
    const claims = this.#open('token', token);
    const grant = asGrant(claims);
    // A Map keeps insertion order, so the oldest comes first.
    for (const oldest of this.#verified.keys()) {
      if (this.#verified.size < CACHED_TOKENS) break;
      this.#verified.delete(oldest);
    }
    this.#verified.set(token, { grant, expires: Number(claims['exp']) });
    return grant;
  }

  /** Issues the token of a stream URL: valid for 60 seconds, and only to open the stream. */
  issueStream(grant: Grant): string {
    return this.#sign('stream', claimsOf(grant), STREAM_SECONDS);
  }

  /** @throws {HttpProblem} 403 */
  verifyStream(token: string): Grant {
    return asGrant(this.#open('stream', token));
  }

  /** Issues the credential that lets a browser return as the same visitor. */
  issueVisitor(userId: string): string {
    return this.#sign('visitor', { user: userId }, VISITOR_SECONDS);
  }

  /** @returns the visitor's user id @throws {HttpProblem} 403 */
  verifyVisitor(credential: string): string {
    return text(this.#open('visitor', credential)['user']);
  }

  /** Synchronous: it takes microseconds, while Node's thread pool may be busy for seconds. */
  #sign(purpose: Purpose, claims: Record<string, unknown>, seconds: number): string {
    const now = Math.floor(this.#clock().getTime() / 1000);
    return jwt.sign({ ...claims, iat: now, exp: now + seconds }, this.#keys[purpose], {
      algorithm: ALGORITHM,
      issuer: ISSUER,
      audience: purpose,
    });
  }

  #open(purpose: Purpose, token: string): Record<string, unknown> {
    try {
      const claims = jwt.verify(token, this.#keys[purpose], {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: purpose,
        clockTimestamp: Math.floor(this.#clock().getTime() / 1000),
      });
      if (typeof claims === 'object' && claims.exp !== undefined) return claims;
    } catch (error) {
      if (error instanceof jwt.TokenExpiredError)
        throw new HttpProblem(403, 'TokenExpired', 'The token has expired. Ask for a new one.');
    }
    throw new HttpProblem(403, 'InvalidCredentials', 'The token is not valid here.');
  }
}

const claimsOf = ({ conversationId, userId, userName, origins }: Grant): Record<string, unknown> => ({
  conv: conversationId,
  user: userId,
  ...(userName === undefined ? {} : { name: userName }),
  ...(origins.length === 0 ? {} : { origins }),
});

const asGrant = (claims: Record<string, unknown>): Grant => ({
  conversationId: text(claims['conv']),
  userId: text(claims['user']),
  userName: typeof claims['name'] === 'string' ? claims['name'] : undefined,
  origins: Array.isArray(claims['origins'])
    ? claims['origins'].filter((origin) => typeof origin === 'string')
    : [],
});

function text(claim: unknown): string {
  if (typeof claim === 'string' && claim !== '') return claim;
  throw new HttpProblem(403, 'InvalidCredentials', 'The token is not valid here.');
}
