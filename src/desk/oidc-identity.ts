import * as client from 'openid-client';
import type { Logger } from 'pino';
import type { Agent, Agents, OidcSubject } from '#store/agents.ts';
import { verifiedEmailIn } from './oidc-claims.ts';
import type { OidcTransaction } from './oidc-transactions.ts';

/** A person's identity at the provider. */
export interface Identity extends OidcSubject {
  /** Asks for the verified address when it is needed. */
  verifiedEmail: () => Promise<string | undefined>;
}

/**
 * Exchanges the code that the provider sent back with the browser for the person's identity.
 * @param address the whole address of the callback
 * @throws if the provider refuses the code, or its answer does not match the sign-in that was started
 */
export async function fetchIdentity(
  config: client.Configuration,
  address: URL,
  { state, nonce, verifier }: OidcTransaction,
): Promise<Identity> {
  const tokens = await client.authorizationCodeGrant(config, address, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('The provider returned no ID token.');
  return {
    issuer: claims.iss,
    subject: claims.sub,
    async verifiedEmail() {
      const email = verifiedEmailIn(claims);
      if (email !== undefined || config.serverMetadata().userinfo_endpoint === undefined) return email;
      // Some providers leave the address or its verification out of the token.
      const info = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
      return verifiedEmailIn({ ...claims, ...info });
    },
  };
}

/**
 * Finds an identity's account. The first sign-in finds it by the verified address and binds it to the subject. After
 * that, only this subject gets in, whatever its address, and no other subject with that address does.
 */
export async function agentOf(
  { agents, log }: { agents: Agents; log: Logger },
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
