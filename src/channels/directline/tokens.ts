import { hkdfSync } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../../store/clock.ts';
import { Failure } from './failure.ts';

const ISSUER = 'support-bot';
const ALGORITHM = 'HS256';

/** Clients refresh every 15 minutes, and some never do: the protocol's usual half hour is the least. */
export const TOKEN_SECONDS = 3600;
const STREAM_SECONDS = 60;
const VISITOR_SECONDS = 365 * 86_400;
const CACHED_TOKENS = 10_000;

/** What a token opens: one conversation, as one user. */
export interface Grant {
  conversationId: string;
  userId: string;
  userName?: string | undefined;
  /** Pages that may use it; any when empty. */
  origins: string[];
}

type Purpose = 'token' | 'stream' | 'visitor';

/** Signs and verifies the tokens of Direct Line; each purpose has a key of its own, derived from the secret. */
export class Tokens {
  readonly #keys: Record<Purpose, Uint8Array>;
  readonly #clock: Clock;
  /** Verified tokens, so that a signature is computed once and not for every message. */
  readonly #verified = new Map<string, { grant: Grant; expires: number }>();

  constructor(secret: string, clock: Clock) {
    const key = (purpose: Purpose) =>
      new Uint8Array(hkdfSync('sha256', secret, '', `direct line ${purpose}`, 32));
    this.#keys = { token: key('token'), stream: key('stream'), visitor: key('visitor') };
    this.#clock = clock;
  }

  /** The token a client holds. Its `user` claim is where Web Chat reads the user's id. */
  issue(grant: Grant): Promise<string> {
    return this.#sign('token', claimsOf(grant), TOKEN_SECONDS);
  }

  /** @throws Failure 403, `TokenExpired` when it was good once */
  async verify(token: string): Promise<Grant> {
    const cached = this.#verified.get(token);
    const now = this.#clock().getTime() / 1000;
    if (cached !== undefined && cached.expires > now) return cached.grant;
    this.#verified.delete(token);
    const claims = await this.#open('token', token);
    const grant = asGrant(claims);
    if (this.#verified.size >= CACHED_TOKENS) this.#verified.clear();
    this.#verified.set(token, { grant, expires: Number(claims['exp']) });
    return grant;
  }

  /** What stands in a stream's URL: usable for 60 seconds, and only to open the stream. */
  issueStream(grant: Grant): Promise<string> {
    return this.#sign('stream', claimsOf(grant), STREAM_SECONDS);
  }

  /** @throws Failure 403 */
  async verifyStream(token: string): Promise<Grant> {
    return asGrant(await this.#open('stream', token));
  }

  /** What a browser keeps to come back as the same visitor. */
  issueVisitor(userId: string): Promise<string> {
    return this.#sign('visitor', { user: userId }, VISITOR_SECONDS);
  }

  /** @returns the visitor's user id @throws Failure 403 */
  async verifyVisitor(credential: string): Promise<string> {
    return text((await this.#open('visitor', credential))['user']);
  }

  #sign(purpose: Purpose, claims: Record<string, unknown>, seconds: number): Promise<string> {
    const now = Math.floor(this.#clock().getTime() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(ISSUER)
      .setAudience(purpose)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(this.#keys[purpose]);
  }

  async #open(purpose: Purpose, token: string): Promise<Record<string, unknown>> {
    try {
      const { payload } = await jwtVerify(token, this.#keys[purpose], {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: purpose,
        requiredClaims: ['exp', 'user'],
        currentDate: this.#clock(),
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        throw new Failure(403, 'TokenExpired', 'The token has expired. Ask for a new one.');
      throw new Failure(403, 'InvalidCredentials', 'The token is not valid here.');
    }
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
  throw new Failure(403, 'InvalidCredentials', 'The token is not valid here.');
}
