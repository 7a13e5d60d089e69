import { createHash, hkdfSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { EncryptJWT, jwtDecrypt } from 'jose';
import * as client from 'openid-client';
import type { Logger } from 'pino';
import { z } from 'zod';
import { cookiesIn, setCookie } from '#http/cookies.ts';
import type { Location } from '#http/location.ts';
import type { Agent, Agents, OidcSubject } from '#store/agents.ts';
import { verifiedEmailIn } from './oidc-claims.ts';

/** One cookie per sign-in, so that two tabs do not interfere. */
const COOKIE = 'desk-oidc-';
/** How many unfinished sign-ins a browser keeps. */
const MOST_BEGUN = 5;
const PATH = '/desk/api/oidc';
/** The time to sign in at the provider. */
const LASTS_S = 600;
/** The tolerated difference between the provider's clock and ours, in seconds. */
const CLOCK_TOLERANCE_S = 120;

export interface OidcOptions {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

export interface OidcParts extends OidcOptions {
  /** Shared by all replicas: any of them may get the callback. */
  secret: string;
  agents: Agents;
  location: Location;
  log: Logger;
}

/** The outcome of a return from the provider. */
type OidcOutcome =
  | { kind: 'signed in'; agent: Agent }
  /** This person has no account here, or it is disabled or bound to another subject. */
  | { kind: 'no account' }
  | { kind: 'failed' };

/** Sign-in at an OpenID Connect provider: code flow with PKCE, state and nonce. */
export interface Oidc {
  /** @returns the URL to send the browser to; undefined when the provider cannot be reached */
  start(request: IncomingMessage, response: ServerResponse): Promise<string | undefined>;
  finish(request: IncomingMessage, response: ServerResponse): Promise<OidcOutcome>;
}

const transactionSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
type Transaction = z.infer<typeof transactionSchema>;

/** A person's identity at the provider. */
interface Identity extends OidcSubject {
  /** Asks for the verified address, when it is needed. */
  verifiedEmail: () => Promise<string | undefined>;
}

const queryOf = ({ url = '' }: IncomingMessage): string => url.split('?', 2)[1] ?? '';

/** The name holds a hash and not the state itself, which is a secret of the browser that started. */
const cookieOf = (state: string): string =>
  `${COOKIE}${createHash('sha256').update(state).digest('base64url').slice(0, 16)}`;

/** Builds the sign-in. It fetches the provider's configuration when somebody first signs in. */
export function createOidc(parts: OidcParts): Oidc {
  const { secret, location, log } = parts;
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'desk sign-in by OpenID Connect', 32));
  const configuration = lazyConfiguration(parts);
  const give = (
    request: IncomingMessage,
    response: ServerResponse,
    { name, value, seconds }: { name: string; value: string; seconds: number },
  ): void =>
    setCookie(response, {
      name,
      value,
      path: `${location.basePath}${PATH}`,
      seconds,
      // The provider redirects the browser from its own site.
      sameSite: 'lax',
      isSecure: location.baseUrlOf(request).startsWith('https:'),
    });
  const redirectUri = (request: IncomingMessage): string => `${location.baseUrlOf(request)}${PATH}/callback`;

  /** Deletes the oldest unfinished sign-ins: a request's head has no room for many cookies. */
  function tidy(request: IncomingMessage, response: ServerResponse): void {
    const begun = Object.keys(cookiesIn(request)).filter((name) => name.startsWith(COOKIE));
    for (const name of begun.slice(0, Math.max(0, begun.length - MOST_BEGUN + 1)))
      give(request, response, { name, value: '', seconds: 0 });
  }

  /** @throws when the cookie was not sealed by this server, or has expired */
  async function transactionOf(request: IncomingMessage, name: string): Promise<Transaction> {
    const { payload } = await jwtDecrypt(cookiesIn(request)[name] ?? '', key);
    return transactionSchema.parse(payload);
  }

  async function identityOf(request: IncomingMessage, name: string): Promise<Identity> {
    const { state, nonce, verifier } = await transactionOf(request, name);
    const config = await configuration();
    const address = new URL(`${redirectUri(request)}?${queryOf(request)}`);
    const tokens = await client.authorizationCodeGrant(config, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('The provider gave no ID token.');
    return {
      issuer: claims.iss,
      subject: claims.sub,
      async verifiedEmail() {
        const email = verifiedEmailIn(claims);
        if (email !== undefined || config.serverMetadata().userinfo_endpoint === undefined) return email;
        // Some providers leave the address, or its verification, out of the token.
        const info = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
        return verifiedEmailIn({ ...claims, ...info });
      },
    };
  }

  return {
    async start(request, response) {
      try {
        const config = await configuration();
        const transaction: Transaction = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
        };
        const value = await new EncryptJWT(transaction)
          .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
          .setExpirationTime(`${LASTS_S}s`)
          .encrypt(key);
        tidy(request, response);
        give(request, response, { name: cookieOf(transaction.state), value, seconds: LASTS_S });
        return client.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri(request),
          scope: 'openid email profile',
          state: transaction.state,
          nonce: transaction.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(transaction.verifier),
          code_challenge_method: 'S256',
        }).href;
      } catch (error) {
        log.error({ err: error }, 'could not reach the OpenID Connect provider; refusing the sign-in');
        return undefined;
      }
    },
    async finish(request, response) {
      const name = cookieOf(new URLSearchParams(queryOf(request)).get('state') ?? '');
      try {
        const agent = await agentOf(parts, await identityOf(request, name));
        return agent === undefined ? { kind: 'no account' } : { kind: 'signed in', agent };
      } catch (error) {
        log.warn({ err: error }, 'a sign-in by OpenID Connect failed');
        return { kind: 'failed' };
      } finally {
        // Each cookie is valid for one try.
        give(request, response, { name, value: '', seconds: 0 });
      }
    },
  };
}

/** Fetches the provider's configuration on first use, and again after a failure. */
function lazyConfiguration(options: OidcOptions) {
  let discovered: Promise<client.Configuration> | undefined;
  return (): Promise<client.Configuration> => {
    discovered ??= discoverProvider(options).catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  };
}

/** Fetches the provider's configuration. @throws when the provider cannot be reached, or names another issuer */
export function discoverProvider({
  issuer,
  clientId,
  clientSecret,
}: OidcOptions): Promise<client.Configuration> {
  const url = new URL(issuer);
  // Plain HTTP is only for a provider on this machine; the configuration refuses it elsewhere.
  const execute = url.protocol === 'http:' ? [client.allowInsecureRequests] : [];
  const metadata = { client_secret: clientSecret, [client.clockTolerance]: CLOCK_TOLERANCE_S };
  return client.discovery(url, clientId, metadata, undefined, { execute });
}

/**
 * Finds an identity's account. The first sign-in finds it by the verified address and binds it to the subject. From
 * then on only that subject gets in, whatever its address, and no other subject with that address.
 */
async function agentOf(
  { agents, log }: Pick<OidcParts, 'agents' | 'log'>,
  identity: Identity,
): Promise<Agent | undefined> {
  const bound = await agents.findBySubject(identity);
  if (bound !== undefined) return bound.disabled ? undefined : bound;
  const email = await identity.verifiedEmail();
  const agent = email === undefined ? undefined : await agents.bindSubject(email, identity);
  if (agent !== undefined)
    log.info({ agentId: agent.id }, 'bound an account to its subject at the OpenID Connect provider');
  return agent;
}
