import type { IncomingMessage, ServerResponse } from 'node:http';
import * as client from 'openid-client';
import type { Logger } from 'pino';
import type { Location } from '#http/location.ts';
import type { Agent, Agents } from '#store/agents.ts';
import { agentOf, fetchIdentity } from './oidc-identity.ts';
import { lazyConfiguration, type OidcOptions } from './oidc-provider.ts';
import { createOidcTransactions, type OidcTransaction } from './oidc-transactions.ts';

const PATH = '/desk/api/oidc';

export interface OidcParts extends OidcOptions {
  /** Shared by all replicas: any of them may get the callback. */
  secret: string;
  agents: Agents;
  location: Location;
  log: Logger;
}

/** What happened when the browser came back from the provider. */
type OidcOutcome =
  | { kind: 'signed in'; agent: Agent }
  /** This person has no account here, or the account is disabled or bound to another subject. */
  | { kind: 'no account' }
  | { kind: 'failed' };

/** Sign-in at an OpenID Connect provider: code flow with PKCE, state and nonce. */
export interface Oidc {
  /** @returns the URL to send the browser to; undefined if the provider cannot be reached */
  start(request: IncomingMessage, response: ServerResponse): Promise<string | undefined>;
  finish(request: IncomingMessage, response: ServerResponse): Promise<OidcOutcome>;
}

const queryOf = ({ url = '' }: IncomingMessage): string => url.split('?', 2)[1] ?? '';

/** Builds the sign-in. It fetches the provider's configuration when somebody first signs in. */
export function createOidc(parts: OidcParts): Oidc {
  const { location, log } = parts;
  const configuration = lazyConfiguration(parts);
  const transactions = createOidcTransactions(parts, PATH);
  const redirectUri = (request: IncomingMessage): string => `${location.baseUrlOf(request)}${PATH}/callback`;
  return {
    async start(request, response) {
      try {
        const config = await configuration();
        const transaction: OidcTransaction = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
        };
        await transactions.begin(request, response, transaction);
        return await authorizationUrl(config, redirectUri(request), transaction);
      } catch (error) {
        log.error({ err: error }, 'could not reach the OpenID Connect provider; refusing the sign-in');
        return undefined;
      }
    },
    async finish(request, response) {
      const state = new URLSearchParams(queryOf(request)).get('state') ?? '';
      try {
        const transaction = await transactions.read(request, state);
        const address = new URL(`${redirectUri(request)}?${queryOf(request)}`);
        const identity = await fetchIdentity(await configuration(), address, transaction);
        const agent = await agentOf(parts, identity);
        return agent === undefined ? { kind: 'no account' } : { kind: 'signed in', agent };
      } catch (error) {
        log.warn({ err: error }, 'a sign-in by OpenID Connect failed');
        return { kind: 'failed' };
      } finally {
        // Each cookie is good for one attempt.
        transactions.end(request, response, state);
      }
    },
  };
}

/** Builds the URL of the provider's sign-in page. */
async function authorizationUrl(
  config: client.Configuration,
  redirectUri: string,
  { state, nonce, verifier }: OidcTransaction,
): Promise<string> {
  return client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).href;
}
