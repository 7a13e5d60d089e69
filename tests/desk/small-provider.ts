import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';

/** The provider's claims about a user, and how many seconds its clock is ahead. */
export interface Vouched {
  claims: Record<string, unknown> & { sub: string };
  ahead?: number;
}

/** A minimal OpenID Connect provider: it signs any claims the test wants. Its users need no sign-in page. */
export interface SmallProvider {
  issuer: string;
  /** @returns the code of a user who has signed in with this nonce */
  codeFor(nonce: string, vouched: Vouched): string;
}

const { privateKey, publicKey } = await generateKeyPair('RS256');
const jwk = { ...(await exportJWK(publicKey)), alg: 'RS256', use: 'sig', kid: 'only' };

export async function startSmallProvider(): Promise<SmallProvider> {
  const codes = new Map<string, Vouched & { nonce: string }>();
  let issuer = '';
  const idToken = async (code: string): Promise<string> => {
    const { claims, nonce, ahead = 0 } = codes.get(code) ?? { claims: { sub: '' }, nonce: '' };
    const now = Math.floor(Date.now() / 1000) + ahead;
    return await new SignJWT({ ...claims, nonce })
      .setProtectedHeader({ alg: 'RS256', kid: 'only' })
      .setIssuer(issuer)
      .setAudience('desk')
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + 300)
      .sign(privateKey);
  };
  const answers: Record<string, (body: string) => Promise<object> | object> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    '/jwks': () => ({ keys: [jwk] }),
    '/token': async (body) => ({
      access_token: 'of no use here',
      token_type: 'Bearer',
      expires_in: 300,
      id_token: await idToken(new URLSearchParams(body).get('code') ?? ''),
    }),
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      void Promise.resolve(answers[request.url ?? '']?.(body)).then((answer) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(answer ?? {}));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    codeFor(nonce, vouched) {
      const code = `code-${codes.size}`;
      codes.set(code, { ...vouched, nonce });
      return code;
    },
  };
}
