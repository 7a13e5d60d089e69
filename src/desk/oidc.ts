import { hkdfSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { EncryptJWT, jwtDecrypt } from 'jose';
import * as client from 'openid-client';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Location } from '../http/location.ts';
import type { Agent, Agents } from '../store/agents.ts';

const COOKIE = 'desk-oidc';
const PATH = '/desk/api/oidc';
/** Time to sign in at the provider. */
const LASTS_S = 600;

export interface OidcOptions {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

export interface OidcParts extends OidcOptions {
  /** What all replicas share: any of them may get the callback. */
  secret: string;
  agents: Agents;
  location: Location;
  log: Logger;
}

/** What coming back from the provider came to. */
type OidcOutcome =
  | { kind: 'signed in'; agent: Agent }
  /** Whoever it is has no account here, or a disabled one. */
  | { kind: 'no account' }
  | { kind: 'failed' };

/** Signing in at an OpenID Connect provider: code flow with PKCE, state and nonce. */
export interface Oidc {
  /** @returns where to send the browser; undefined when the provider cannot be reached */
  start(request: IncomingMessage, response: ServerResponse): Promise<string | undefined>;
  finish(request: IncomingMessage, response: ServerResponse): Promise<OidcOutcome>;
}

const transactionSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
type Transaction = z.infer<typeof transactionSchema>;

const claimsSchema = z.looseObject({
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  /** Where Entra ID puts the address of an account without a mailbox. */
  preferred_username: z.string().optional(),
});

/** The address that the provider vouches for. */
function emailIn(claims: unknown): string | undefined {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success || parsed.data.email_verified === false) return undefined;
  return parsed.data.email ?? parsed.data.preferred_username;
}

const cookieIn = ({ headers }: IncomingMessage): string =>
  headers.cookie
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1) ?? '';

/** Makes it; the provider is asked for what it can do when somebody first signs in. */
export function createOidc(parts: OidcParts): Oidc {
  const { issuer, clientId, clientSecret, secret, agents, location, log } = parts;
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'desk sign-in by OpenID Connect', 32));
  const url = new URL(issuer);
  let discovered: Promise<client.Configuration> | undefined;

  const configuration = (): Promise<client.Configuration> => {
    // Plain HTTP is only for a provider on this machine; the configuration refuses it elsewhere.
    const execute = url.protocol === 'http:' ? [client.allowInsecureRequests] : [];
    discovered ??= client
      .discovery(url, clientId, clientSecret, undefined, { execute })
      .catch((error: unknown) => {
        discovered = undefined;
        throw error;
      });
    return discovered;
  };
  const setCookie = (
    request: IncomingMessage,
    response: ServerResponse,
    value: string,
    seconds: number,
  ): void => {
    // Lax: the provider sends the browser back from its own site.
    const attributes = [`Path=${location.basePath}${PATH}`, 'HttpOnly', 'SameSite=Lax', `Max-Age=${seconds}`];
    if (location.baseUrlOf(request).startsWith('https:')) attributes.push('Secure');
    response.appendHeader('Set-Cookie', [`${COOKIE}=${value}`, ...attributes].join('; '));
  };
  const redirectUri = (request: IncomingMessage): string => `${location.baseUrlOf(request)}${PATH}/callback`;

  /** @throws when it was not sealed by this server, or too long ago */
  async function transactionOf(request: IncomingMessage): Promise<Transaction> {
    const { payload } = await jwtDecrypt(cookieIn(request), key);
    return transactionSchema.parse(payload);
  }

  async function emailOf(request: IncomingMessage): Promise<string | undefined> {
    const { state, nonce, verifier } = await transactionOf(request);
    const config = await configuration();
    const query = (request.url ?? '').split('?', 2)[1] ?? '';
    const tokens = await client.authorizationCodeGrant(config, new URL(`${redirectUri(request)}?${query}`), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (
      claims === undefined ||
      claims.email !== undefined ||
      config.serverMetadata().userinfo_endpoint === undefined
    )
      return emailIn(claims);
    // Some providers keep the address out of the token.
    return emailIn({ ...claims, ...(await client.fetchUserInfo(config, tokens.access_token, claims.sub)) });
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
        const sealed = await new EncryptJWT(transaction)
          .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
          .setExpirationTime(`${LASTS_S}s`)
          .encrypt(key);
        setCookie(request, response, sealed, LASTS_S);
        return client.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri(request),
          scope: 'openid email profile',
          state: transaction.state,
          nonce: transaction.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(transaction.verifier),
          code_challenge_method: 'S256',
        }).href;
      } catch (error) {
        log.error({ err: error }, 'the OpenID Connect provider could not be asked');
        return undefined;
      }
    },
    async finish(request, response) {
      try {
        const email = await emailOf(request);
        const found = email === undefined ? undefined : await agents.findByEmail(email);
        if (found === undefined || found.disabled) return { kind: 'no account' };
        const { passwordHash: _passwordHash, ...agent } = found;
        return { kind: 'signed in', agent };
      } catch (error) {
        log.warn({ err: error }, 'a sign-in by OpenID Connect failed');
        return { kind: 'failed' };
      } finally {
        // Good for one try.
        setCookie(request, response, '', 0);
      }
    },
  };
}
